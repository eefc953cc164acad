package org.refers.app.frame;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Takes files and folders that are dropped on the window. */
final class FileDrop {

    private static final PseudoClass HELD_OVER = PseudoClass.getPseudoClass("drop");

    private FileDrop() {
    }

    static void install(Node target, Consumer<List<Path>> dropped) {
        target.setOnDragOver(event -> {
            if (files(event.getDragboard())) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        target.setOnDragEntered(event -> target.pseudoClassStateChanged(HELD_OVER, files(event.getDragboard())));
        target.setOnDragExited(event -> target.pseudoClassStateChanged(HELD_OVER, false));
        target.setOnDragDropped(event -> take(event, dropped));
    }

    private static boolean files(Dragboard board) {
        return board.hasFiles();
    }

    private static void take(DragEvent event, Consumer<List<Path>> dropped) {
        boolean any = files(event.getDragboard());
        if (any) {
            dropped.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        }
        event.setDropCompleted(any);
        event.consume();
    }
}

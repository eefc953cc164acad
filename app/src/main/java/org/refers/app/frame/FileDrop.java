package org.refers.app.frame;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Takes files and folders that are dropped on the window. */
final class FileDrop {

    private FileDrop() {
    }

    /**
     * Lets a node take them.
     *
     * @param target takes what is dropped on it or on its content
     * @param frame shown while files are held over it
     * @param dropped is given them
     */
    static void install(Node target, Node frame, Consumer<List<Path>> dropped) {
        target.setOnDragOver(event -> {
            if (files(event.getDragboard())) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        target.setOnDragEntered(event -> frame.setVisible(files(event.getDragboard())));
        target.setOnDragExited(event -> frame.setVisible(false));
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

package org.refers.app.frame;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class FileDropTest {

    private static final File FILE = new File("chest.dcm").getAbsoluteFile();

    private final List<Path> dropped = new ArrayList<>();
    private Region frame;
    private Label corner;
    private StackPane window;

    @Start
    void start(Stage stage) {
        frame = MainView.dropFrame();
        corner = new Label("corner");
        window = new StackPane(new BorderPane(corner), frame);
        FileDrop.install(window, frame, dropped::addAll);
        Scene scene = new Scene(window, 300, 200);
        scene.getStylesheets().add(String.valueOf(MainView.class.getResource("refers.css")));
        stage.setScene(scene);
        stage.show();
    }

    @SuppressWarnings("unchecked") // because the clipboard takes an array of pairs
    private void drag(FxRobot robot, EventType<DragEvent> what, Pair<DataFormat, Object> held) {
        robot.interact(() -> {
            TKClipboard board = Toolkit.getToolkit().createLocalClipboard();
            board.putContent(held);
            Event.fireEvent(window,
                    new DragEvent(window, window, what, DragboardHelper.createDragboard(board), 9, 9, 9, 9,
                            TransferMode.COPY, null, window, new PickResult(window, 9, 9)));
            window.layout();
        });
    }

    @Test
    void aFrameShowsThatFilesAreTakenAndMovesNothing(FxRobot robot) {
        Pair<DataFormat, Object> files = new Pair<>(DataFormat.FILES, List.of(FILE));
        Bounds before = corner.localToScene(corner.getLayoutBounds());

        drag(robot, DragEvent.DRAG_ENTERED, files);
        assertTrue(frame.isVisible());
        assertTrue(frame.getBorder().getInsets().getTop() > 0, "it is seen");
        assertEquals(before, corner.localToScene(corner.getLayoutBounds()));

        drag(robot, DragEvent.DRAG_EXITED, files);
        assertFalse(frame.isVisible());
        assertTrue(dropped.isEmpty());
    }

    @Test
    void wordsAreNotTaken(FxRobot robot) {
        drag(robot, DragEvent.DRAG_ENTERED, new Pair<>(DataFormat.PLAIN_TEXT, "words"));
        assertFalse(frame.isVisible());
    }
}

package org.refers.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ListView;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.data.CheckedStudies;
import org.refers.app.frame.Screen;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;
import static org.refers.app.window.WindowFixture.text;

/** Checks data in the window, by the keyboard. */
@ExtendWith(ApplicationExtension.class)
class DataRoomTest {

    @TempDir
    private Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, folder);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private static ListView<?> list(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(ListView.class);
    }

    @Test
    void faultsAreFoundListedShownAndReported(FxRobot robot) throws Exception {
        Path workspace = CheckedStudies.make(folder, 6);
        window.open(robot, workspace);
        robot.interact(() -> window.workbench.show(Screen.DATA));
        await("the empty state", () -> shows(robot, "#data-empty"));
        assertTrue(robot.lookup("#data-begin").query().isFocused(), "reachable by keyboard at once");
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await("the findings", () -> !list(robot, "#data-issues").getItems().isEmpty());
        assertFalse(shows(robot, "#data-empty"));
        await("both pictures", () -> robot.lookup("#data-pictures").query().lookupAll(".image-view").size() == 2);
        for (var node : robot.lookup("#data-pictures").query().lookupAll(".image-view")) {
            assertTrue(((ImageView) node).getAccessibleText().startsWith("Radiograph r"));
        }
        assertTrue(text(robot, "#data-remedy").startsWith("What to do: "));
        robot.interact(() -> robot.lookup("#data-report").queryButton().fire());
        await("the report", () -> !window.dialogs.opened.isEmpty());
        assertTrue(Files.isRegularFile(window.dialogs.opened.getFirst()));
        robot.interact(() -> robot.lookup("#data-open-study").queryButton().fire());
        assertEquals(Screen.STUDIES, window.workbench.screen());
    }
}

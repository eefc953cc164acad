package org.refers.app.window;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;
import static org.refers.app.window.WindowFixture.text;

/** The report preview in the whole window, by pointer and by keys. */
@ExtendWith(ApplicationExtension.class)
class ReportPreviewTest {

    @TempDir
    private Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, folder);
    }

    @BeforeEach
    void write(FxRobot robot) throws Exception {
        WindowFixture.makeWorkspace(folder, 6);
        window.openByMouse(robot, folder.resolve("workspace"));
        await("a model", () -> !robot.lookup("#report-model").<ComboBox<Object>>query().getItems().isEmpty());
        await("a study", () -> !robot.lookup("#write-report").query().isDisabled());
        assertTrue(researchOnly(robot), "before anything is written");
        robot.clickOn("#write-report");
        await("the report", () -> !robot.lookup(".report-token").queryAll().isEmpty());
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    private static boolean researchOnly(FxRobot robot) {
        return robot.lookup("Research use only. Not for diagnosis.").tryQuery().filter(Node::isVisible).isPresent();
    }

    private static Text token(FxRobot robot, String letters) {
        return robot.lookup(".report-token").queryAllAs(Text.class).stream()
                .filter(text -> text.getText().equals(letters)).findFirst().orElseThrow();
    }

    @Test
    void pointingAtAWordLaysItsAttentionOverTheRadiograph(FxRobot robot) {
        robot.clickOn("#show-map");
        assertFalse(shows(robot, "#activation-layer"));
        robot.moveTo(token(robot, "heart"));
        await("attention", () -> shows(robot, "#activation-layer") && shows(robot, "#attention-legend"));
        assertTrue(text(robot, "#attention-words").startsWith("\u201cheart\u201d looked at: "),
                text(robot, "#attention-words"));
        robot.moveTo("#write-report");
        await("no attention", () -> !shows(robot, "#activation-layer"));
        assertTrue(researchOnly(robot));
    }

    @Test
    void arrowKeysGoThroughTheTokensAndEscapeLeaves(FxRobot robot) {
        robot.clickOn("#show-map");
        robot.interact(() -> robot.lookup("#report-grid").query().requestFocus());
        robot.type(KeyCode.RIGHT, 2);
        assertTrue(text(robot, "#attention-words").contains("heart"), text(robot, "#attention-words"));
        assertTrue(shows(robot, "#activation-layer"));
        robot.type(KeyCode.ESCAPE);
        assertFalse(shows(robot, "#activation-layer"));
        assertFalse(shows(robot, "#attention-legend"));
    }

    @Test
    void anotherBeamIsChosenByKey(FxRobot robot) {
        robot.interact(() -> robot.lookup("#report-alternative").query().requestFocus());
        robot.type(KeyCode.DOWN);
        await("the other report", () -> robot.lookup(".report-token").queryAllAs(Text.class).stream()
                .anyMatch(text -> text.getText().equals("No")));
        assertEquals(1, robot.lookup(".verdict-side-differs").queryAll().size());
        assertTrue(researchOnly(robot));
    }
}

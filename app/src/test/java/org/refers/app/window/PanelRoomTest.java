package org.refers.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.data.CheckedStudies;
import org.refers.app.frame.Screen;
import org.refers.app.panel.PanelRun;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;
import static org.refers.app.window.WindowFixture.text;

/** Steps through what runs saw of their panels. */
@ExtendWith(ApplicationExtension.class)
class PanelRoomTest {

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

    private static long pictures(Node node) {
        return node instanceof ImageView
                ? 1
                : node instanceof Pane pane
                        ? pane.getChildren().stream().mapToLong(PanelRoomTest::pictures).sum()
                        : 0;
    }

    private static long labels(FxRobot robot, Pane within, String words) {
        return robot.from(within).lookup(".label").queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals(words)).count();
    }

    private static Pane pane(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Pane.class);
    }

    @Test
    void thePanelIsSteppedThroughAndLeadsToItsRadiographs(FxRobot robot) throws Exception {
        Path workspace = CheckedStudies.make(folder, 6);
        List<StudyEntry> studies;
        try (Workspace open = Workspace.open(workspace)) {
            studies = open.studies().subList(0, 3);
        }
        PanelRun.make(workspace.resolve("runs/tuned"), studies);
        window.open(robot, workspace);
        robot.interact(() -> window.workbench.show(Screen.TRAINING));
        ListView<?> runs = robot.lookup("#runs").queryAs(ListView.class);
        await("the run", () -> !runs.getItems().isEmpty());
        robot.interact(() -> robot.lookup("#show-panel").queryAs(ToggleButton.class).fire());
        await("what to do", () -> shows(robot, "#panel-empty"));
        robot.interact(() -> runs.getSelectionModel().select(0));
        await("the maps", () -> robot.lookup("#panel-maps").tryQuery().isPresent()
                && pictures(pane(robot, "#panel-maps")) == 6);
        Pane maps = pane(robot, "#panel-maps");
        assertEquals(maps.getChildren().get(0).getBoundsInParent().getMinY(),
                maps.getChildren().get(1).getBoundsInParent().getMinY(),
                "two beside each other in the window as it opens");
        assertEquals("Step 400 \u00b7 look 2 of 2", text(robot, "#panel-step-words"));
        assertEquals("Research use only. Not for diagnosis.", text(robot, "#panel-note"));
        Pane panel = pane(robot, "#panel-view");
        assertTrue(robot.from(panel).lookup("#map-legend").query().isVisible());
        assertEquals(3, labels(robot, panel, "Probability 0.40"));
        robot.interact(() -> robot.lookup("#panel-step").queryAs(Slider.class).setValue(0));
        await("the first look", () -> text(robot, "#panel-step-words").equals("Step 0 \u00b7 look 1 of 2"));
        assertEquals(3, labels(robot, panel, "Probability 0.00"));
        robot.interact(() -> robot.lookup("#panel-after").queryButton().fire());
        await("the later look", () -> text(robot, "#panel-step-words").equals("Step 400 \u00b7 look 2 of 2"));

        robot.interact(
                () -> robot.from(panel).lookup(".hyperlink").queryAllAs(Hyperlink.class).iterator().next().fire());
        await("the radiograph", () -> window.workbench.screen() == Screen.STUDIES);
        robot.interact(() -> window.workbench.show(Screen.TRAINING));
        robot.interact(() -> robot.lookup("#show-curves").queryAs(ToggleButton.class).fire());
        await("the curves", () -> shows(robot, "#upper-plot"));
    }
}

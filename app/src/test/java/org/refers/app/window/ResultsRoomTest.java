package org.refers.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.data.CheckedStudies;
import org.refers.app.frame.Screen;
import org.refers.app.results.FinetunedRun;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.viewer.result.ResultCase;
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

/** Reads the results of a run in the window and goes from an error to its radiograph. */
@ExtendWith(ApplicationExtension.class)
class ResultsRoomTest {

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

    private static List<String> radiographs(Path workspace) throws Exception {
        try (Workspace open = Workspace.open(workspace)) {
            return open.studies(Split.TEST).stream().flatMap(study -> study.radiographs().stream())
                    .map(radiograph -> radiograph.id()).toList();
        }
    }

    private static ListView<?> list(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(ListView.class);
    }

    /** On a notebook's screen of 1280 pixels, less the scroll bar that more findings bring. */
    private void assertNothingIsCut(FxRobot robot, TableView<?> table) {
        robot.interact(() -> {
            // The stage is that of all tests and stays as wide as it is.
            StackPane screen = new StackPane();
            window.stage.getScene().setRoot(screen);
            window.workbench.view().setMaxSize(1266, 800);
            screen.getChildren().add(window.workbench.view());
        });
        WaitForAsyncUtils.waitForFxEvents();
        List<ScrollBar> across = robot.from(table).lookup(".scroll-bar").queryAllAs(ScrollBar.class).stream()
                .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL).toList();
        assertEquals(1, across.size());
        assertFalse(across.getFirst().isVisible(), "the table scrolls sideways");
        Set<TableCell<?, ?>> cells = robot.from(table).lookup(".table-cell").queryAll();
        assertTrue(cells.size() >= 16, () -> "cells: " + cells.size());
        cells.stream().filter(cell -> cell.getText() != null).forEach(
                cell -> assertEquals(cell.getText(), ((Text) cell.lookup(".text")).getText(), "a figure is cut"));
    }

    @Test
    void anErrorLeadsToItsRadiograph(FxRobot robot) throws Exception {
        Path workspace = CheckedStudies.make(folder, 24);
        Path run = FinetunedRun.make(workspace.resolve("runs/tuned"), radiographs(workspace));
        window.open(robot, workspace);
        robot.interact(() -> window.workbench.show(Screen.TRAINING));
        await("the run", () -> !list(robot, "#runs").getItems().isEmpty());
        robot.interact(() -> robot.lookup("#show-results").query().requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await("what to do", () -> shows(robot, "#result-empty"));
        assertFalse(shows(robot, "#upper-plot"), "results take the curves' room");
        robot.interact(() -> list(robot, "#runs").getSelectionModel().select(0));
        TableView<?> table = robot.lookup("#result-table").queryAs(TableView.class);
        await("the findings", () -> table.getItems().size() == 2);
        assertEquals("Results of tuned", text(robot, "#result-title"));
        robot.interact(() -> robot.lookup("#result-ratios").queryAs(ToggleButton.class).fire());
        await("what to do about ratios", () -> shows(robot, "#ratio-empty"));
        robot.interact(() -> robot.lookup("#result-ratios").queryAs(ToggleButton.class).fire());
        await("the findings again", () -> shows(robot, "#result-table"));
        assertTrue(robot.lookup("#result-roc").query().getAccessibleText().startsWith("ROC: mass, operating point"));
        assertNothingIsCut(robot, table);
        ListView<?> cases = list(robot, "#result-cases");
        await("the errors", () -> !cases.getItems().isEmpty());
        robot.interact(() -> robot.lookup("#result-export").queryButton().fire());
        await("the table's file", () -> !window.dialogs.opened.isEmpty());
        assertTrue(Files.isRegularFile(run.resolve("results-test.csv")));

        ResultCase worst = (ResultCase) cases.getItems().getFirst();
        robot.interact(() -> {
            cases.getSelectionModel().select(0);
            cases.requestFocus();
        });
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await("the studies", () -> window.workbench.screen() == Screen.STUDIES);
        await("the radiograph", () -> robot.lookup("#study-list").queryAs(ListView.class).getSelectionModel()
                .getSelectedItem() instanceof Object row && row.toString().contains(worst.radiograph()));
        robot.interact(() -> window.workbench.show(Screen.TRAINING));
        assertTrue(shows(robot, "#result-table"), "the results are still there");
        robot.interact(() -> robot.lookup("#show-results").query().requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await("the curves again", () -> shows(robot, "#upper-plot"));
    }
}

package org.refers.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.Launcher;
import org.refers.app.cli.RunChildCommand;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.engine.ModelStudyEngine;
import org.refers.app.frame.Screen;
import org.refers.model.image.RadiographReader;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.compute.Compute;
import org.refers.training.run.ChildCommand;
import org.refers.training.run.ProcessLauncher;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.text.Texts;
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

/**
 * A researcher's whole session in the real window with the real engines, runs in processes of their own: import, annotate, train, stop,
 * resume, explain, export. What each step leaves is read from its files, not from the screen alone.
 */
@ExtendWith(ApplicationExtension.class)
class SessionTest {

    /** Enough for every side of the split to have findings. */
    private static final int STUDIES = 24;
    /** Enough to be stopped within, few enough to be over in seconds. */
    private static final int STEPS = 80;

    @TempDir
    private Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) {
        Compute compute = new Compute("cpu", "1", Path.of("target/window-cache"));
        window = new WindowFixture(stage, RadiographReader::read, new ModelStudyEngine(compute, Texts.english()),
                new LauncherTrainingEngine(
                        new ProcessLauncher(ChildCommand.of(Launcher.class.getName(), RunChildCommand.NAME)), compute),
                folder);
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void fromFilesToAFigure(FxRobot robot) throws Exception {
        importStudies(robot);
        annotate(robot);
        Path run = train(robot);
        explain(robot);
        export(robot);
        assertTrue(Files.isRegularFile(run.resolve("predictions/test.csv")));
        assertEquals(List.of(), window.notices.notices().stream().filter(notice -> notice.fault()).toList());
    }

    private void importStudies(FxRobot robot) throws Exception {
        SampleStudies.write(new SampleRequest(folder.resolve("studies"), STUDIES, 3, 2), (done, total) -> {
        });
        window.dialogs.willChoose(folder.resolve("studies"));
        window.dialogs.willChoose(folder.resolve("workspace"));
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await("a question", () -> shows(robot, "#answer-new"));
        robot.interact(() -> robot.lookup("#answer-new").queryButton().fire());
        await("the import", () -> shows(robot, "#import-report"));
        robot.interact(() -> robot.lookup("#close-card").queryButton().fire());
        await("studies", () -> window.workbench.screen() == Screen.STUDIES);
        await("a radiograph", () -> view(robot).radiographProperty().get().isPresent());
        assertTrue(text(robot, "#study-count").endsWith("studies: " + STUDIES), text(robot, "#study-count"));
    }

    private static RadiographView view(FxRobot robot) {
        return robot.lookup("#radiograph").queryAs(RadiographView.class);
    }

    private void annotate(FxRobot robot) {
        robot.interact(window.workbench.view()::requestFocus);
        robot.interact(view(robot)::requestFocus);
        robot.type(KeyCode.A);
        await("the panel", () -> shows(robot, "#annotation-panel"));
        ComboBox<String> finding = robot.lookup("#annotate-finding").queryComboBox();
        await("findings", () -> !finding.getItems().isEmpty());
        robot.interact(() -> finding.setValue("cardiomegaly"));
        Point2D middle = view(robot).localToScreen(view(robot).getWidth() / 2, view(robot).getHeight() / 2);
        robot.moveTo(middle).press(MouseButton.PRIMARY).moveBy(70, 50).release(MouseButton.PRIMARY);
        await("a box", () -> robot.lookup("#annotate-boxes").<ListView<?>>query().getItems().size() == 1);
    }

    private Path train(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await("training", () -> window.workbench.screen() == Screen.TRAINING);
        robot.interact(() -> robot.lookup("#kind-finetune").queryAs(ToggleButton.class).fire());
        robot.clickOn("#run-max-steps").write(String.valueOf(STEPS));
        robot.clickOn("#run-batch-size").write("4");
        robot.interact(() -> robot.lookup("#start-training").queryButton().fire());
        await("steps", () -> text(robot, "#run-status").startsWith("Step "));
        robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
        await("the stop", () -> text(robot, "#run-status").startsWith("Stopped at step"));
        int stopped = Integer.parseInt(text(robot, "#run-status").replaceAll("\\D+", ""));
        assertTrue(stopped > 0 && stopped < STEPS, text(robot, "#run-status"));
        Path run = folder.resolve("workspace/runs/finetune-1");
        assertTrue(Files.isRegularFile(run.resolve("last")), "a stop leaves a checkpoint");

        await("the run in the list", () -> !robot.lookup(".chip-stopped").queryAll().isEmpty());
        robot.clickOn(robot.from(robot.lookup("#runs").<Node>query()).lookup(".run-name").<Node>query());
        Button resume = robot.lookup("#resume-training").queryButton();
        await("a run to resume", () -> !resume.isDisabled());
        robot.interact(resume::fire);
        await("the end", () -> text(robot, "#run-status").startsWith("Finished at step " + STEPS));
        long steps = Files.readString(run.resolve("metrics.jsonl")).lines()
                .filter(line -> line.contains("\"event\":\"step\"")).count();
        assertEquals(STEPS, steps, "no step twice and none left out");
        return run;
    }

    private void explain(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        await("studies", () -> window.workbench.screen() == Screen.STUDIES);
        robot.interact(() -> robot.lookup("#side").queryAs(TabPane.class).getSelectionModel()
                .selectFirst());
        ComboBox<?> models = robot.lookup("#explain-model").queryComboBox();
        await("the model", () -> !models.getItems().isEmpty() && models.getValue() != null);
        ComboBox<String> findings = robot.lookup("#explain-finding").queryComboBox();
        await("its findings", () -> findings.getItems().contains("cardiomegaly"));
        robot.interact(() -> {
            findings.getSelectionModel().select("cardiomegaly");
            findings.getOnAction().handle(new ActionEvent());
        });
        await("a probability", () -> text(robot, "#explain-probability").matches(".*\\d.*"));
    }

    /**
     * A run that has just ended gives its model anew, and its map is computed anew: for a moment there is none to save, which the
     * window says, and one presses again.
     */
    private void saveFigure(FxRobot robot, Path target) {
        window.dialogs.willChoose(target);
        long pressed = 0;
        while (!Files.isRegularFile(target)) {
            assertTrue(pressed < 10, "the figure never came");
            robot.push(KeyCode.CONTROL, KeyCode.E);
            robot.sleep(++pressed * 500);
        }
    }

    private void export(FxRobot robot) throws Exception {
        saveFigure(robot, folder.resolve("figure.png"));
        Image figure = new Image(folder.resolve("figure.png").toUri().toString());
        assertFalse(figure.isError());
        assertTrue(figure.getWidth() > figure.getHeight(), "radiograph and map side by side");

        window.dialogs.willChoose(folder.resolve("boxes.csv"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        await("the formats", () -> shows(robot, "#export-csv"));
        robot.interact(() -> robot.lookup("#export-csv").queryButton().fire());
        await("what was written", () -> shows(robot, "#annotations-written"));
        try (Stream<String> lines = Files.lines(folder.resolve("boxes.csv"))) {
            assertEquals(1, lines.filter(line -> line.contains(",reader,,cardiomegaly,")).count());
        }
    }
}

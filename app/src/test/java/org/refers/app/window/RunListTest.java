package org.refers.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.MoveTo;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.study.ScriptedStudyEngine;
import org.refers.app.training.RunEntry;
import org.refers.model.image.RadiographReader;
import org.refers.training.compute.Compute;
import org.refers.training.device.DeviceQueue;
import org.refers.training.run.ThreadLauncher;
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

/** The list of runs in the real window: queue, clone, trash, order, and folders that go away. */
@ExtendWith(ApplicationExtension.class)
class RunListTest {

    @TempDir
    private Path folder;

    private WindowFixture window;
    private Path workspace;
    private Path cache;

    private void write(String name, String kind, String steps, String best, String end) throws IOException {
        Path run = Files.createDirectories(workspace.resolve("runs").resolve(name).resolve("checkpoints/step-000020"));
        Files.writeString(run.resolve("state.json"), "{\"format\":1,\"step\":20,\"best_step\":20,\"best_value\":" + best
                + ",\"seconds\":4,\"files\":{}}");
        Path top = workspace.resolve("runs").resolve(name);
        Files.writeString(top.resolve("config.yaml"), "format: 1\nkind: " + kind + "\npreset: paper\nsize: tiny\n"
                + "base: demo\ntask: findings\nlabel_ratio: 0.1\nrecipe:\n  max_steps:\n    value: \"" + steps
                + "\"\n    origin: command\n    reason: \"\"\n");
        Files.writeString(top.resolve("metrics.jsonl"), "{\"event\":\"step\",\"step\":20,\"loss\":0.5,\"terms\":{}}\n"
                + end);
    }

    @BeforeEach
    void makeRuns() throws Exception {
        write("pre-10", "pretrain", "20", "-4.5", "{\"event\":\"finished\",\"step\":20,\"stopped\":false}\n");
        write("pre-2", "pretrain", "40", "-4.25", "{\"event\":\"finished\",\"step\":20,\"stopped\":true}\n");
        write("tuned", "finetune", "40", "0.75", "");
    }

    @Start
    void start(Stage stage) throws Exception {
        WindowFixture.makeWorkspace(folder, 16);
        workspace = folder.resolve("workspace");
        cache = folder.resolve("cache");
        window = new WindowFixture(stage, RadiographReader::read, new ScriptedStudyEngine(0.9),
                new LauncherTrainingEngine(new ThreadLauncher(), new Compute("cpu", "1", cache)), folder);
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    private void open(FxRobot robot, int runs) {
        window.open(robot, workspace);
        robot.clickOn("#nav-training");
        await("the runs", () -> list(robot).getItems().size() == runs);
    }

    private ListView<RunEntry> list(FxRobot robot) {
        return robot.lookup("#runs").queryListView();
    }

    private List<String> names(FxRobot robot) {
        return list(robot).getItems().stream().map(RunEntry::name).toList();
    }

    private void select(FxRobot robot, String name) {
        robot.clickOn(robot.from(list(robot)).lookup(".run-name")
                .match((Label label) -> name.equals(label.getAccessibleText()))
                .<Node>query());
        await(name, () -> text(robot, "#run-title").equals(name));
    }

    private static boolean isOff(FxRobot robot, String button) {
        return robot.lookup(button).queryAs(Button.class).isDisabled();
    }

    @Test
    void runsSayHowTheyEndedAndAreOrdered(FxRobot robot) {
        open(robot, 3);
        assertEquals(1, robot.lookup(".chip-failed").queryAll().size());
        robot.clickOn("#order-runs").clickOn("#order-name");
        assertEquals(List.of("pre-2", "pre-10", "tuned"), names(robot));
        robot.clickOn("#order-runs").clickOn("#order-best");
        assertEquals(List.of("tuned", "pre-2", "pre-10"), names(robot));
        assertTrue(robot.from(list(robot)).lookup(".row-detail").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().endsWith("val. AUROC 0.750")));
        select(robot, "pre-10");
        assertTrue(isOff(robot, "#resume-training") && isOff(robot, "#stop-run"));
        select(robot, "tuned");
        assertFalse(isOff(robot, "#resume-training"));
        assertTrue(text(robot, "#run-status").startsWith("Ended by a fault that its log does not tell"),
                text(robot, "#run-status"));
    }

    /** Runs of a series have long names that differ in their middle alone. */
    @Test
    void aLongNameIsShownWhole(FxRobot robot) throws Exception {
        List<String> names = List.of("finetune-100-pretrained-seed1-lr3e-3", "finetune-100-random-seed1-lr3e-3");
        for (String name : names) {
            write(name, "finetune", "40", "0.75", "");
        }
        open(robot, 5);
        WaitForAsyncUtils.waitForFxEvents();
        Set<Label> labels = robot.from(list(robot)).lookup(".run-name").queryAllAs(Label.class);
        List<String> shown = labels.stream()
                .map(label -> words(label).getText().replaceAll("[\\s\u200a]", "")).toList();
        assertTrue(shown.containsAll(names), shown::toString);
        assertTrue(labels.stream().map(Label::getAccessibleText).toList().containsAll(names),
                "as a screen reader says it");
        int wrapped = 0;
        for (Label label : labels) {
            List<String> lines = lines(words(label));
            wrapped += lines.size() > 1 ? 1 : 0;
            lines.subList(0, lines.size() - 1)
                    .forEach(line -> assertTrue(line.matches("(?s).*[-_]\\s*"), "broken within a part: " + lines));
        }
        assertTrue(wrapped >= 2, "the long names take two lines");
    }

    private static Text words(Label label) {
        return (Text) label.lookup(".text");
    }

    /** What stands below each other. */
    private static List<String> lines(Text text) {
        List<String> lines = new ArrayList<>();
        String words = text.getText();
        int begin = 0;
        for (int i = 1; i < words.length(); i++) {
            if (top(text, i) > top(text, i - 1)) {
                lines.add(words.substring(begin, i).replace("\u200a", ""));
                begin = i;
            }
        }
        lines.add(words.substring(begin));
        return lines;
    }

    private static double top(Text text, int letter) {
        return ((MoveTo) text.caretShape(letter, true)[0]).getY();
    }

    /** The middle of the screen is what forms and lists leave. */
    @Test
    void figuresAndTheirNamesAreWholeInASmallWindow(FxRobot robot) throws Exception {
        Path run = workspace.resolve("runs/pre-2");
        Files.writeString(run.resolve("config.yaml"), "device: cpu with 1 thread\n", StandardOpenOption.APPEND);
        Files.writeString(run.resolve("metrics.jsonl"), "{\"event\":\"step\",\"step\":20,\"loss\":12.5,\"terms\":{},"
                + "\"learning_rate\":0.000012,\"images_per_second\":529,\"waiting\":0.12,\"seconds_left\":4000}\n");
        robot.interact(() -> window.stage.setWidth(1280));
        open(robot, 3);
        select(robot, "pre-2");
        List<Label> labels = List.copyOf(robot.lookup(".tile .label").queryAllAs(Label.class));
        assertEquals(10, labels.size());
        labels.forEach(label -> assertEquals(label.getText(), ((Text) label.lookup(".text")).getText(), "cut"));
        assertEquals("cpu, 1 thread", text(robot, "#run-device"));
        assertEquals("529, 12 % wait", text(robot, "#run-speed"));
    }

    @Test
    void aRunIsDeletedAfterAQuestionAndGivenBack(FxRobot robot) throws Exception {
        open(robot, 3);
        assertFalse(shows(robot, "#trash"));
        select(robot, "pre-2");
        robot.clickOn("#discard-run");
        await("the question", () -> shows(robot, "#question"));
        // Enter on a question whether something is to end keeps it.
        robot.type(KeyCode.ENTER);
        await("no question", () -> !shows(robot, "#question"));
        assertEquals(3, list(robot).getItems().size());
        robot.interact(() -> list(robot).requestFocus());
        robot.type(KeyCode.DELETE);
        await("the question", () -> shows(robot, "#question"));
        robot.clickOn("#answer-yes");
        await("one run less", () -> list(robot).getItems().size() == 2);
        assertEquals("No run", text(robot, "#run-title"));
        assertTrue(Files.isDirectory(workspace.resolve("runs/.trash/pre-2/checkpoints")));
        await("the trash", () -> shows(robot, "#trash"));
        robot.interact(() -> robot.lookup("#trash").queryAs(MenuButton.class).getItems().getFirst().fire());
        await("the run again", () -> list(robot).getItems().size() == 3);
        assertTrue(Files.isRegularFile(workspace.resolve("runs/pre-2/config.yaml")));
        await("an empty trash", () -> !shows(robot, "#trash"));
    }

    @Test
    void aCloneOpensTheAssistantWithTheRunsSettings(FxRobot robot) {
        open(robot, 3);
        select(robot, "tuned");
        robot.clickOn("#clone-run");
        await("the summary", () -> shows(robot, "#assistant-summary"));
        await("the command", () -> robot.lookup("#assistant-command").queryAs(TextArea.class).getText()
                .contains("--label-ratio 0.1"));
        assertTrue(robot.lookup("#assistant-command").queryAs(TextArea.class).getText()
                .endsWith("--recipe demo --set max_steps=40"));
        robot.clickOn("#assistant-to-method");
        assertEquals("finetune-1", robot.lookup("#assistant-name").queryAs(TextField.class).getText());
    }

    @Test
    void aRunWaitsForItsDeviceWithItsPlaceAndIsWithdrawn(FxRobot robot) throws Exception {
        open(robot, 3);
        try (var other = new DeviceQueue(cache, "cpu").await(() -> false, before -> {
        }).orElseThrow()) {
            robot.clickOn("#start-training");
            await("the queued run", () -> !robot.lookup(".chip-queued").queryAll().isEmpty());
            assertTrue(Files.exists(other.ticket()));
            assertEquals("pretrain-1", names(robot).getFirst(), "whoever waits is first");
            assertTrue(robot.from(list(robot)).lookup(".row-detail").queryAllAs(Label.class).stream()
                    .anyMatch(label -> label.getText().endsWith("waits for cpu, 1 before it")));
            robot.clickOn(robot.from(list(robot)).lookup(".run-name").match((Label label) -> "pretrain-1".equals(
                    label.getAccessibleText())).<Node>query());
            assertEquals("Withdraw", robot.lookup("#stop-run").queryAs(Button.class).getText());
            assertTrue(isOff(robot, "#discard-run"));
            robot.clickOn("#stop-run");
            await("three runs again", () -> list(robot).getItems().size() == 3);
        }
        assertFalse(Files.exists(workspace.resolve("runs/pretrain-1")), "a run that never began leaves nothing");
        await("no run", () -> text(robot, "#run-title").equals("No run"));
        assertTrue(window.notices.notices().getFirst().sentence().startsWith("pretrain-1 ended before its first"));
    }

    @Test
    void aRunDeletedElsewhereAndAFolderThatIsGoneLeaveTheList(FxRobot robot) throws Exception {
        open(robot, 3);
        select(robot, "tuned");
        delete(workspace.resolve("runs/tuned"));
        robot.clickOn("#refresh-runs");
        await("two runs", () -> list(robot).getItems().size() == 2);
        assertEquals("No run", text(robot, "#run-title"));
        select(robot, "pre-2");
        delete(workspace.resolve("runs"));
        robot.clickOn("#discard-run");
        await("a fault", () -> shows(robot, ".notice-fault"));
        await("no runs", () -> list(robot).getItems().isEmpty());
        assertEquals(Optional.empty(), robot.lookup("#question").tryQuery());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

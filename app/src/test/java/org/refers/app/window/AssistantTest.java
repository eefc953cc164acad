package org.refers.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.Workspace;
import org.refers.training.run.RecipeKey;
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

/** Plans runs in the real window with mouse and keyboard, on sample studies with the real engine. */
@ExtendWith(ApplicationExtension.class)
class AssistantTest {

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private WindowFixture window;

    @BeforeAll
    static void makeWorkspace() throws Exception {
        WindowFixture.makeWorkspace(shared, 16);
    }

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, folder);
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    private void open(FxRobot robot, Path workspace) {
        window.open(robot, workspace);
        robot.clickOn("#nav-training");
    }

    private static void changeTo(FxRobot robot, String field, String value) {
        robot.clickOn(field).press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write(value);
    }

    /** At the smallest size that is promised. */
    @Test
    void longNamesOfFindingsLeaveTheirNumbersWhole(FxRobot robot) throws Exception {
        String finding = "A finding with a name that takes much more room than a column has for it";
        try (Workspace made = Workspace.openOrCreate(folder.resolve("long"))) {
            List<StudyDraft> studies = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                studies.add(new StudyDraft("p" + i, "s" + i, "2020", List.of(Split.TRAIN, Split.VALIDATION,
                        Split.TEST).get(i % 3), Optional.empty(), List.of(
                                new RadiographDraft(Path.of(i + ".png"),
                                        new FileFacts(String.valueOf(i).repeat(64), 1, 1, 100, 100), ViewPosition.PA,
                                        "DX",
                                        Map.of(finding, i == 0 ? FindingLabel.PRESENT : FindingLabel.ABSENT),
                                        List.of()))));
            }
            made.add(new SourceEntry("folder", folder, ""), studies);
        }
        robot.interact(() -> window.stage.setWidth(1280));
        open(robot, folder.resolve("long"));
        // A notice on the missing files lies over the buttons.
        robot.interact(() -> robot.lookup("#open-assistant").queryButton().fire());
        await("the first step", () -> shows(robot, "#assistant-method"));
        robot.interact(() -> robot.lookup("#assistant-finetune").queryAs(ButtonBase.class).fire());
        robot.clickOn("#assistant-next");
        await("the finding", () -> robot.lookup("#assistant-learn-1").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        List<String> cut = robot.from(robot.lookup("#assistant-findings")).lookup(".label").queryAllAs(Label.class)
                .stream().filter(label -> !label.getText().equals(finding))
                .filter(label -> !((Text) label.lookup(".text")).getText().replaceAll("\\s+", " ")
                        .equals(label.getText()))
                .map(Label::getText).toList();
        assertEquals(List.of(), cut);
    }

    @Test
    void aRunIsPlannedWithTheMouseAndStarted(FxRobot robot) {
        open(robot, shared.resolve("workspace"));
        robot.clickOn("#open-assistant");
        await("the first step", () -> shows(robot, "#assistant-method"));
        changeTo(robot, "#assistant-name", "planned");
        robot.clickOn("#assistant-next");
        await("counts", () -> text(robot, "#assistant-workspace").endsWith("16 studies"));
        assertTrue(text(robot, "#assistant-verdict").startsWith("Never checked"));
        assertTrue(robot.lookup("#assistant-sides").queryParent().lookupAll(".label").size() > 6);

        robot.clickOn("#assistant-next");
        await("all keys", () -> robot.lookup(".recipe-row").queryAll().size() == RecipeKey.values().length);
        robot.clickOn("#assistant-find").write("max_steps");
        changeTo(robot, "#key-max_steps", "never");
        assertTrue(text(robot, "#assistant-missing").startsWith("max_steps takes a whole number"));
        robot.clickOn("#reset-max_steps");
        assertEquals("2250", robot.lookup("#key-max_steps").queryAs(TextField.class).getText());
        assertEquals("", text(robot, "#assistant-missing"));
        changeTo(robot, "#key-max_steps", "3");
        changeTo(robot, "#assistant-find", "batch_size");
        changeTo(robot, "#key-batch_size", "4");

        robot.clickOn("#assistant-next");
        await("an estimate", () -> text(robot, "#assistant-memory-figure").startsWith("about "));
        assertTrue(text(robot, "#assistant-disk-figure").startsWith("up to "));
        assertEquals("Not known", text(robot, "#assistant-time-figure"));
        robot.clickOn("#device-cpu").clickOn("#assistant-next");
        await("the command", () -> robot.lookup("#assistant-command").queryAs(TextArea.class).getText()
                .endsWith("--device cpu --set batch_size=4 max_steps=3"));
        robot.clickOn("#assistant-copy");
        assertTrue(WaitForAsyncUtils.waitForAsyncFx(2000, () -> Clipboard.getSystemClipboard().getString())
                .startsWith("refers pretrain --workspace "));
        robot.clickOn("#assistant-begin");
        await("its end", () -> text(robot, "#run-status").startsWith("Finished at step 3"));
        assertFalse(shows(robot, "#assistant"));
        assertTrue(Files.isRegularFile(shared.resolve("workspace/runs/planned/last")));
    }

    @Test
    void stepsAreTurnedByKeyboard(FxRobot robot) throws Exception {
        open(robot, shared.resolve("workspace"));
        robot.press(KeyCode.CONTROL).type(KeyCode.N).release(KeyCode.CONTROL);
        await("the assistant", () -> shows(robot, "#assistant-method"));
        robot.type(KeyCode.RIGHT);
        await("its name",
                () -> robot.lookup("#assistant-name").queryAs(TextField.class).getText().equals("finetune-1"));
        robot.press(KeyCode.CONTROL).type(KeyCode.PAGE_DOWN).release(KeyCode.CONTROL);
        await("findings", () -> !robot.lookup("#assistant-learn-1").queryAll().isEmpty());
        robot.interact(() -> robot.lookup("#assistant-learn-1").queryAs(CheckBox.class).requestFocus());
        robot.type(KeyCode.SPACE);
        await("a shorter task", () -> !shows(robot, "#assistant-data-problem"));
        robot.press(KeyCode.CONTROL).type(KeyCode.PAGE_DOWN).release(KeyCode.CONTROL);
        await("the recipe", () -> shows(robot, "#key-lr_head"));
        robot.interact(() -> robot.lookup("#key-lr_head").queryAs(TextField.class).requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("0.01").type(KeyCode.TAB);
        robot.press(KeyCode.CONTROL).type(KeyCode.PAGE_DOWN).type(KeyCode.PAGE_DOWN).release(KeyCode.CONTROL);
        await("the command", () -> robot.lookup("#assistant-command").queryAs(TextArea.class).getText()
                .endsWith("--set lr_head=0.01"));
        String task = robot.lookup("#assistant-command").queryAs(TextArea.class).getText();
        assertFalse(task.contains("--task findings"), task);
        Path kept = folder.resolve("mine.yaml");
        window.dialogs.willChoose(kept);
        robot.clickOn("#assistant-keep");
        await("the file", () -> Files.exists(kept));
        assertTrue(Files.readString(kept).contains("lr_head"));
        robot.press(KeyCode.CONTROL).type(KeyCode.PAGE_UP).release(KeyCode.CONTROL);
        await("a step back", () -> shows(robot, "#assistant-device"));
        robot.type(KeyCode.ESCAPE);
        await("the form again", () -> shows(robot, "#run-form"));
    }

    @Test
    void aWorkspaceThatGoesAwayIsSaidInASentence(FxRobot robot) throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        Files.copy(shared.resolve("workspace/workspace.db"), copy.resolve("workspace.db"));
        open(robot, copy);
        robot.clickOn("#open-assistant");
        Files.delete(copy.resolve("workspace.db"));
        robot.clickOn("#assistant-next");
        await("the fault", () -> text(robot, "#assistant-missing").startsWith("The data were not counted: "));
        robot.clickOn("#assistant-to-summary");
        await("no start", () -> robot.lookup("#assistant-begin").queryAs(Button.class).isDisabled());
        List<Node> problems = List.copyOf(robot.lookup("#assistant-missing-list").queryParent().lookupAll(".label"));
        assertTrue(((Label) problems.getFirst()).getText().startsWith("Data: "), problems::toString);
    }

    @Test
    void everyControlOfTheAssistantHasWordsForAScreenReader(FxRobot robot) {
        open(robot, shared.resolve("workspace"));
        robot.clickOn("#open-assistant");
        robot.clickOn("#assistant-to-recipe");
        await("all keys", () -> robot.lookup(".recipe-row").queryAll().size() == RecipeKey.values().length);
        for (RecipeKey key : RecipeKey.values()) {
            Node control = robot.lookup("#key-" + key.key()).query();
            assertEquals(key.key(), control.getAccessibleText());
            assertTrue(control.getAccessibleHelp().startsWith(key.form() + ". "), control::getAccessibleHelp);
        }
    }
}

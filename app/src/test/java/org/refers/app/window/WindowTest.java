package org.refers.app.window;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.application.Platform;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.frame.FrameCommand;
import org.refers.app.frame.Screen;
import org.refers.app.tour.TourStep;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Report;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.Workspace;
import org.refers.viewer.image.RadiographView;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;
import static org.refers.app.window.WindowFixture.text;

/** Drives the whole window with mouse and keyboard over sample studies, with the real importer, reader and trainer. */
@ExtendWith(ApplicationExtension.class)
class WindowTest {

    private static final int STUDIES = 16;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> onScreenThread = new ConcurrentLinkedQueue<>();
    private WindowFixture window;

    @BeforeAll
    static void makeWorkspace() throws Exception {
        WindowFixture.makeWorkspace(shared, STUDIES);
    }

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, file -> {
            if (Platform.isFxApplicationThread()) {
                onScreenThread.add("decoder");
            }
            return RadiographReader.read(file);
        }, folder);
    }

    @AfterEach
    void close() {
        window.close();
        assertTrue(onScreenThread.isEmpty(), "on the JavaFX thread: " + onScreenThread);
        WaitForAsyncUtils.clearExceptions();
    }

    private void open(FxRobot robot) {
        window.openByMouse(robot, shared.resolve("workspace"));
        RadiographView view = robot.lookup("#radiograph").queryAs(RadiographView.class);
        await("first radiograph", () -> view.radiographProperty().get().isPresent());
    }

    private RadiographView radiograph(FxRobot robot) {
        return robot.lookup("#radiograph").queryAs(RadiographView.class);
    }

    private int pixel(RadiographView view) {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(9000, () -> view.snapshot(null, null).getPixelReader()
                .getArgb((int) view.getWidth() / 2, (int) view.getHeight() / 3));
    }

    @Test
    void aWorkspaceIsOpenedFilteredAndRead(FxRobot robot) {
        open(robot);
        assertEquals("Patients: ", text(robot, "#study-count").substring(0, 10));
        assertTrue(text(robot, "#study-count").endsWith("studies: " + STUDIES));
        robot.clickOn("#study-filter").write("lateral");
        await("fewer studies", () -> !text(robot, "#study-count").endsWith("studies: " + STUDIES));
        Node lateral = robot.lookup(".view-name").match((Label name) -> name.getText().equals("Lateral")).query();
        robot.clickOn(lateral);
        await("lateral view", () -> text(robot, "#view-position").equals("Lateral"));
        robot.interact(robot.lookup("#study-filter").queryAs(TextField.class)::clear);

        RadiographView view = radiograph(robot);
        robot.interact(() -> robot.lookup("#show-map").queryAs(CheckBox.class).setSelected(false));
        int before = pixel(view);
        robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(0, 80).release(MouseButton.PRIMARY);
        assertNotEquals(before, pixel(view), "a drag down darkens");
        double scale = view.viewportProperty().get().scale();
        robot.moveTo(view).scroll(4, VerticalDirection.UP);
        assertNotEquals(scale, view.viewportProperty().get().scale());
        robot.type(KeyCode.SPACE).type(KeyCode.I);
        assertTrue(shows(robot, "#view-inverted"));
        robot.clickOn("#view-invert");
        assertFalse(shows(robot, "#view-inverted"));
        String first = text(robot, "#view-size");
        robot.type(KeyCode.N).type(KeyCode.N);
        await("another study", () -> view.radiographProperty().get().isPresent());
        assertFalse(first.isEmpty());
    }

    @Test
    void theThresholdMovesBoxesAndIou(FxRobot robot) {
        open(robot);
        robot.clickOn("#study-filter").write("cardiomegaly");
        await("studies with a large heart", () -> !text(robot, "#study-count").endsWith("studies: " + STUDIES));
        robot.clickOn(robot.lookup(".row-boxes").<Node>query());
        await("an explanation", () -> text(robot, "#explain-probability").equals("0.90"));
        robot.interact(() -> robot.lookup("#threshold").queryAs(Slider.class).setValue(0.3));
        await("IoU", () -> text(robot, "#mean-iou").startsWith("Mean IoU"));
        double width = box(robot);
        String iou = text(robot, "#mean-iou");
        robot.clickOn(robot.lookup("#threshold").<Node>query()).type(KeyCode.RIGHT, 15);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(robot.lookup("#threshold").queryAs(Slider.class).getValue() > 0.5);
        assertTrue(box(robot) < width, "a higher cut gives a smaller box");
        assertNotEquals(iou, text(robot, "#mean-iou"));
        robot.clickOn("#threshold-tuned");
        assertEquals("0.60", text(robot, "#threshold-value"));

        assertTrue(robot.lookup(".reader-box").queryAll().size() >= 2);
        robot.clickOn("#show-readers");
        assertTrue(robot.lookup(".reader-box").queryAll().isEmpty());
        robot.clickOn("#show-map");
        assertFalse(shows(robot, "#activation-layer"));

        assertFalse(shows(robot, "#explain-map-unmeasured"));
        robot.interact(() -> robot.lookup("#explain-model").queryComboBox().getSelectionModel().select(1));
        assertTrue(shows(robot, "#explain-map-unmeasured"), "the second model's maps were never held against boxes");

        robot.clickOn("#write-report");
        await("the report", () -> !robot.lookup(".report-word-differs").queryAll().isEmpty());
        assertEquals(1, robot.lookup(".verdict-side-differs").queryAll().size());
    }

    private double box(FxRobot robot) {
        return robot.lookup(".model-box").queryAll().stream().filter(Rectangle.class::isInstance)
                .mapToDouble(box -> ((Rectangle) box).getWidth()).max().orElseThrow();
    }

    @Test
    void anImportListsWhatItLeftOut(FxRobot robot) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("broken" + "-again".repeat(24) + ".png"), "no picture");
        try (var files = Files.walk(shared.resolve("studies"))) {
            Path good = files.filter(path -> path.toString().endsWith(".png")).findFirst().orElseThrow();
            Files.copy(good, source.resolve("good.png"));
        }
        window.dialogs.willChoose(source);
        window.dialogs.willChoose(folder.resolve("new-workspace"));
        robot.clickOn("#welcome-import");
        await("a question", () -> shows(robot, "#answer-new"));
        robot.clickOn("#answer-new");
        await("the report of the import", () -> shows(robot, "#import-report"));
        List<String> rejected = List.copyOf(robot.lookup("#rejected").<ListView<String>>query().getItems());
        assertEquals(1, rejected.size());
        assertTrue(rejected.getFirst().startsWith("broken-again-again"), rejected.getFirst());
        Label reason = robot.lookup("#rejected .reason").queryAs(Label.class);
        assertEquals(rejected.getFirst().replaceAll("\\s", ""),
                ((Text) reason.lookup(".text")).getText().replaceAll("\\s", ""), "the reason is shown whole");
        robot.clickOn("#close-card");
        assertTrue(text(robot, "#study-count").endsWith("studies: 1"));
        assertTrue(Files.isRegularFile(folder.resolve("new-workspace").resolve(Workspace.FILE_NAME)));
    }

    @Test
    void aRunIsStartedStoppedAndResumed(FxRobot robot) throws Exception {
        open(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT2).release(KeyCode.CONTROL);
        await("training screen", () -> window.workbench.screen() == Screen.TRAINING);
        robot.clickOn("#run-max-steps").write("400");
        robot.clickOn("#run-batch-size").write("4");
        robot.clickOn("#start-training");
        await("the first steps", () -> text(robot, "#run-status").startsWith("Step "));
        assertFalse(robot.lookup("#curve-total-training").queryAll().isEmpty(), "the chart has a curve");
        assertEquals("cpu", text(robot, "#run-device").substring(0, 3));
        assertTrue(text(robot, "#status-run").contains(" on cpu"), text(robot, "#status-run"));
        robot.clickOn("#stop-training");
        await("the run's end", () -> text(robot, "#run-status").startsWith("Stopped at step"));
        int stopped = Integer.parseInt(text(robot, "#run-status").replaceAll("\\D+", ""));
        assertTrue(stopped < 400);

        await("the run in the list", () -> !robot.lookup(".chip-stopped").queryAll().isEmpty());
        robot.clickOn(robot.from(robot.lookup("#runs").<Node>query()).lookup(".run-name").<Node>query());
        robot.interact(() -> window.errors.tell("The run ended."));
        await("a notice", () -> shows(robot, ".notice-info"));
        robot.clickOn("#resume-training");
        assertTrue(window.notices.notices().isEmpty(), "why it ended is no news any more");
        await("steps beyond", () -> text(robot, "#run-status").startsWith("Step ")
                && Integer.parseInt(text(robot, "#run-status").split(" ")[1]) > stopped);
        robot.press(KeyCode.CONTROL).type(KeyCode.PERIOD).release(KeyCode.CONTROL);
        await("the end", () -> text(robot, "#run-status").startsWith("Stopped at step"));
        assertTrue(Files.isRegularFile(shared.resolve("workspace/runs/pretrain-1/last")));
    }

    @Test
    void wrongValuesAreToldInASentence(FxRobot robot) {
        robot.clickOn("#nav-training");
        await("a notice", () -> shows(robot, ".notice-info"));
        open(robot);
        robot.clickOn("#nav-training").clickOn("#run-max-steps").write("many").clickOn("#start-training");
        await("a fault", () -> shows(robot, ".notice-fault"));
        assertTrue(window.notices.notices().getLast().sentence().startsWith("The run was not started: max_steps takes"),
                window.notices.notices().getLast().sentence());
        robot.clickOn(".show-log");
        await("the log", () -> shows(robot, "#log-text"));
        robot.clickOn("#close-card");
    }

    @Test
    void helpIsAKeyAway(FxRobot robot) {
        assertEquals("Research use only. Not for diagnosis.", text(robot, "#research-only"));
        robot.type(KeyCode.F1);
        await("the sheet", () -> shows(robot, "#shortcuts"));
        robot.clickOn("#close-card");
        robot.interact(window.workbench::showAbout);
        await("the box", () -> shows(robot, "#about"));
        assertTrue(shows(robot, ".about-only"));
    }

    @Test
    void studiesHangSideBySideAndKeysCanBeChanged(FxRobot robot) {
        open(robot);
        robot.type(KeyCode.I);
        assertTrue(radiograph(robot).displayProperty().get().inverted(), "keys go to the radiograph at once");
        robot.type(KeyCode.I).type(KeyCode.F3);
        RadiographView second = robot.lookup("#radiograph-2").queryAs(RadiographView.class);
        await("two panes", () -> second.isVisible());
        assertTrue(text(robot, "#pane-title-1").startsWith("Study 1 of"), text(robot, "#pane-title-1"));
        robot.type(KeyCode.F5);
        await("four panes", () -> shows(robot, "#radiograph-4"));
        robot.clickOn(second);
        robot.type(KeyCode.I);
        assertTrue(second.displayProperty().get().inverted() || second.radiographProperty().get().isEmpty());
        assertFalse(radiograph(robot).displayProperty().get().inverted());

        robot.type(KeyCode.F1);
        await("the sheet", () -> shows(robot, "#shortcuts"));
        robot.clickOn("#key-one-pane").type(KeyCode.J);
        robot.clickOn("#key-link-zoom").type(KeyCode.B);
        await("the conflict", () -> text(robot, "#keys-said").startsWith("B was the key of"));
        assertTrue(robot.lookup("#key-link-zoom").query().isFocused(), "the focus stays at the key that was changed");
        robot.interact(() -> robot.lookup("#close-card").query().requestFocus());
        robot.type(KeyCode.TAB);
        await("the first of the card", () -> robot.lookup("#keys-profile").query().isFocused());
        robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
        await("the last of the card", () -> robot.lookup("#close-card").query().isFocused());
        robot.interact(() -> robot.lookup("#keys-profile").queryAs(ComboBox.class).getSelectionModel().select(1));
        assertEquals("weasis", window.preferences.now().viewer().mouseProfile());
        assertTrue(robot.lookup("First radiograph of the study").queryAs(Label.class).getHeight() < 20,
                "keys that have many strokes take the width from the words");
        robot.interact(() -> robot.lookup("#keys-profile").queryAs(ComboBox.class).getSelectionModel().select(2));
        assertEquals("ohif", window.preferences.now().viewer().mouseProfile());
        Label words = robot.lookup("First radiograph of the study").queryAs(Label.class);
        assertTrue(words.getHeight() < 20,
                "the sentence on the profile takes the width from the keys: " + words.getHeight());
        robot.interact(() -> robot.lookup("#keys-profile").queryAs(ComboBox.class).getSelectionModel().select(0));
        robot.type(KeyCode.ESCAPE);
        await("no card", () -> !robot.lookup("#modal").queryAs(ModalPane.class).isDisplay());
        robot.clickOn("#nav-studies").type(KeyCode.F2);
        assertTrue(shows(robot, "#radiograph-4"), "the old key does nothing");
        robot.type(KeyCode.J);
        await("one pane", () -> robot.lookup("#radiograph-4").tryQuery().isEmpty());
    }

    @Test
    void aDroppedWorkspaceIsOpenedAndADroppedFolderImported(FxRobot robot) {
        robot.interact(() -> window.workbench.dropped(List.of(shared.resolve("workspace/workspace.db"))));
        await("studies screen", () -> window.workbench.screen() == Screen.STUDIES);
        robot.interact(() -> window.workbench.dropped(List.of(folder.resolve("gone"))));
        await("a notice", () -> shows(robot, ".notice-info"));
        robot.interact(() -> window.workbench.dropped(List.of(shared.resolve("studies/dataset.json"))));
        await("a question", () -> shows(robot, "#question"));
        robot.clickOn("#answer-add");
        await("the report of the import", () -> shows(robot, "#import-report"));
        robot.clickOn("#close-card");
    }

    /** As the reports of a collection whose pictures were not taken along. */
    @Test
    void aStudyWithoutARadiographShowsItsReport(FxRobot robot) throws Exception {
        try (Workspace words = Workspace.openOrCreate(folder.resolve("words"))) {
            words.add(new SourceEntry("openi", folder, ""), List.of(new StudyDraft("p", "s", "2020", Split.TRAIN,
                    Optional.of(new Report("Clear lungs without effusion.", "")), List.of())));
        }
        window.open(robot, folder.resolve("words"));
        assertFalse(shows(robot, "#study-bare"));
        ListView<?> studies = robot.lookup("#study-list").queryAs(ListView.class);
        await("the study", () -> !studies.getItems().isEmpty());
        robot.interact(() -> studies.getSelectionModel().select(0));
        await("what there is to say", () -> shows(robot, "#study-bare"));
        await("its report", () -> robot.lookup((Node node) -> node instanceof Text text
                && text.getText().strip().equals("effusion.")).tryQuery().isPresent());
        assertTrue(robot.lookup("#write-report").queryButton().isDisabled());
        window.open(robot, shared.resolve("workspace"));
        await("a radiograph", () -> radiograph(robot).radiographProperty().get().isPresent());
        assertFalse(shows(robot, "#study-bare"));
    }

    /** Between the choice and the study there is the database. */
    @Test
    void nobodyIsAskedToSelectWhatIsSelected(FxRobot robot) {
        robot.interact(() -> window.workbench.arrive(TourStep.FIND));
        Node asks = robot.lookup(".on-film").query();
        assertTrue(asks.isVisible(), "there is nothing yet");
        List<Boolean> asked = new ArrayList<>();
        ListView<?> studies = robot.lookup("#study-list").queryAs(ListView.class);
        robot.interact(() -> studies.getSelectionModel().selectedItemProperty().subscribe(now -> {
            if (now != null) {
                asked.add(asks.isVisible());
            }
        }));
        window.open(robot, shared.resolve("workspace"));
        await("first radiograph", () -> radiograph(robot).radiographProperty().get().isPresent());
        assertFalse(asked.isEmpty());
        assertFalse(asked.contains(true), asked::toString);
    }

    /** Patients that went into the sample studies' workspace could not be taken out again. */
    @Test
    void anImportAsksBeforeItAddsToTheOpenWorkspace(FxRobot robot) throws Exception {
        open(robot);
        String before = text(robot, "#study-count");
        Path source = Files.createDirectories(folder.resolve("source"));
        try (var files = Files.walk(shared.resolve("studies"))) {
            Path good = files.filter(path -> path.toString().endsWith(".png")).findFirst().orElseThrow();
            Files.copy(good, source.resolve("good.png"));
        }
        window.dialogs.willChoose(source);
        robot.interact(() -> window.workbench.perform(FrameCommand.IMPORT_FOLDER));
        await("a question", () -> shows(robot, "#question"));
        robot.type(KeyCode.ESCAPE);
        await("no question", () -> !robot.lookup("#modal").queryAs(ModalPane.class).isDisplay());
        assertEquals(before, text(robot, "#study-count"), "nothing was imported");

        window.dialogs.willChoose(source);
        window.dialogs.willChoose(folder.resolve("apart"));
        robot.interact(() -> window.workbench.perform(FrameCommand.IMPORT_FOLDER));
        await("a question again", () -> shows(robot, "#answer-new"));
        assertEquals(List.of("answer-new"), robot.lookup("#question .button").queryAllAs(Button.class).stream()
                .filter(Button::isDefaultButton).map(Node::getId).toList(), "one answer is the one that is offered");
        List<Node> row = List.copyOf(robot.lookup("#close-card").query().getParent().getChildrenUnmodifiable());
        assertEquals("close-card", row.getLast().getId());
        robot.type(KeyCode.ENTER);
        await("the report of the import", () -> shows(robot, "#import-report"));
        robot.clickOn("#close-card");
        assertTrue(text(robot, "#study-count").endsWith("studies: 1"), text(robot, "#study-count"));
        assertTrue(Files.isRegularFile(folder.resolve("apart").resolve(Workspace.FILE_NAME)));
    }
}

package org.refers.app.window;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.annotation.AnnotationPanel;
import org.refers.app.frame.Screen;
import org.refers.app.study.StudyCommand;
import org.refers.model.finding.Box;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.annotation.DrawnBox;
import org.refers.model.workspace.annotation.JournalStep;
import org.refers.model.workspace.annotation.StepKind;
import org.refers.viewer.browser.StudyBrowser;
import org.refers.viewer.image.Display;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.Tool;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;
import static org.refers.app.window.WindowFixture.text;

/** Draws and labels with mouse and keyboard in the whole window. */
@ExtendWith(ApplicationExtension.class)
class AnnotateTest {

    @TempDir
    private Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, folder);
    }

    @BeforeEach
    void open(FxRobot robot) throws Exception {
        WindowFixture.makeWorkspace(folder, 4);
        window.openByMouse(robot, folder.resolve("workspace"));
        await("first radiograph", () -> view(robot).radiographProperty().get().isPresent());
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    private static RadiographView view(FxRobot robot) {
        return robot.lookup("#radiograph").queryAs(RadiographView.class);
    }

    private static boolean modal(FxRobot robot) {
        return robot.lookup("#modal").queryAs(ModalPane.class).isDisplay();
    }

    private static List<DrawnBox> boxes(FxRobot robot) {
        return robot.lookup("#annotate-boxes").<ListView<DrawnBox>>query().getItems();
    }

    private static Box only(FxRobot robot) {
        return boxes(robot).getFirst().box().box();
    }

    private void drag(FxRobot robot, double fromX, double fromY, double toX, double toY) {
        Point2D from = view(robot).localToScreen(fromX, fromY);
        Point2D to = view(robot).localToScreen(toX, toY);
        robot.moveTo(from).press(MouseButton.PRIMARY).moveTo(to).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** A box about a position of the view, with the tool that draws, which stays in the hand. */
    private void drawFirst(FxRobot robot, double x, double y) {
        robot.type(KeyCode.A);
        await("the panel", () -> shows(robot, "#annotation-panel"));
        drag(robot, x - 60, y - 40, x + 40, y + 50);
        await("a box", () -> boxes(robot).size() == 1);
    }

    /** The other workspace holds the same radiographs under the same keys: nothing but the folder tells them apart. */
    @Test
    void anotherWorkspacePutsTheToolDown(FxRobot robot) throws Exception {
        WindowFixture.makeWorkspace(folder.resolve("twin"), 4);
        RadiographView view = view(robot);
        double x = view.getWidth() / 2;
        double y = view.getHeight() / 2;
        drawFirst(robot, x, y);
        robot.moveTo(view.localToScreen(x - 100, y - 100)).press(MouseButton.PRIMARY)
                .moveTo(view.localToScreen(x - 70, y - 60));
        robot.interact(() -> window.workbench.openWorkspace(folder.resolve("twin/workspace")));
        await("the other workspace", () -> text(robot, "#status-workspace").contains("twin"));
        robot.release(MouseButton.PRIMARY);
        await("its first radiograph", () -> view.radiographProperty().get().isPresent());
        assertEquals(Tool.WINDOW, view.toolProperty().get());
        assertEquals(List.of(), boxes(robot), "a drag that was begun elsewhere draws nothing");

        robot.interact(() -> window.workbench.openWorkspace(folder.resolve("workspace")));
        await("the box that was drawn", () -> boxes(robot).size() == 1);
    }

    @Test
    void aSelectedBoxIsGivenAnotherFindingByDigitAndByList(FxRobot robot) {
        RadiographView view = view(robot);
        double x = view.getWidth() / 2;
        double y = view.getHeight() / 2;
        robot.type(KeyCode.A);
        await("the panel", () -> shows(robot, "#annotation-panel"));
        ComboBox<String> finding = robot.lookup("#box-finding").query();
        assertTrue(finding.isDisabled());
        drag(robot, x - 60, y - 40, x + 40, y + 50);
        await("a box", () -> boxes(robot).size() == 1);
        List<String> names = List.copyOf(finding.getItems());
        assertEquals(names.getFirst(), finding.getValue());
        Display window = view.displayProperty().get();
        robot.type(KeyCode.DIGIT3);
        await("the third finding", () -> boxes(robot).getFirst().box().finding().equals(names.get(2)));
        assertEquals(window, view.displayProperty().get(), "the digit is no window then");
        assertEquals(8, robot.lookup(".box-handle").queryAll().size(), "it stays selected");
        robot.interact(() -> finding.setValue(names.get(1)));
        await("the second", () -> boxes(robot).getFirst().box().finding().equals(names.get(1)));
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        await("the third again", () -> boxes(robot).getFirst().box().finding().equals(names.get(2)));
        assertEquals(names.get(2), finding.getValue());
        assertEquals(1, boxes(robot).size());
    }

    @Test
    void aBoxIsDrawnMovedResizedUndoneAndRemoved(FxRobot robot) throws Exception {
        RadiographView view = view(robot);
        double x = view.getWidth() / 2;
        double y = view.getHeight() / 2;
        drawFirst(robot, x, y);
        Box first = only(robot);
        double scale = view.viewportProperty().get().scale();
        assertEquals(100 / scale, first.width(), 3 / scale);
        assertEquals(90 / scale, first.height(), 3 / scale);
        assertEquals(8, robot.lookup(".box-handle").queryAll().size(), "what was drawn is selected");

        drag(robot, x, y, x + 30, y);
        await("a move", () -> !only(robot).equals(first));
        assertEquals(first.x() + 30 / scale, only(robot).x(), 3 / scale);
        assertEquals(first.width(), only(robot).width(), 1e-6);
        drag(robot, x + 70, y + 50, x + 90, y + 80);
        await("a larger box", () -> only(robot).height() > first.height() + 20 / scale);
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).type(KeyCode.Z).release(KeyCode.CONTROL);
        await("the box as it was drawn", () -> only(robot).equals(first));

        try (Workspace another = Workspace.open(folder.resolve("workspace"))) {
            assertTrue(another.studies().stream().flatMap(study -> study.radiographs().stream())
                    .flatMap(radiograph -> radiograph.boxes().stream()).anyMatch(box -> box.box().equals(first)));
        }
        robot.clickOn(view).type(KeyCode.DELETE);
        await("no box", () -> boxes(robot).isEmpty());
    }

    @Test
    void boxesGoOutAndComeInByFiles(FxRobot robot) throws Exception {
        robot.type(KeyCode.A);
        await("the panel", () -> shows(robot, "#annotation-panel"));
        robot.interact(robot.lookup("#annotate-add").queryButton()::fire);
        await("a box", () -> boxes(robot).size() == 1);
        Box drawn = only(robot);
        Path file = folder.resolve("boxes-of-mine.csv");
        window.dialogs.willChoose(file);
        robot.clickOn("#annotations-export");
        await("the formats", () -> shows(robot, "#export-csv"));
        robot.clickOn("#export-csv");
        await("what was written", () -> shows(robot, "#annotations-written"));
        robot.clickOn("#close-card");
        await("the card gone", () -> !modal(robot));

        robot.interact(() -> robot.lookup("#annotate-undo").queryButton().fire());
        await("no box", () -> boxes(robot).isEmpty());
        Files.writeString(file, Files.readString(file) + "rnone,me,,Mass,1,2,3,4,,,,,,,,,,,,,,\n");
        window.dialogs.willChoose(file);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.I);
        await("what was read", () -> shows(robot, "#annotations-read"));
        await("the box", () -> boxes(robot).size() == 1);
        assertEquals(drawn, only(robot));
        List<String> left = robot.lookup("#rejected").<ListView<String>>query().getItems();
        assertEquals(1, left.size(), left::toString);
        assertTrue(left.getFirst().contains("not in this workspace"), left::toString);
        robot.clickOn("#close-card");
        await("the card gone", () -> !modal(robot));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await("the import taken back", () -> boxes(robot).isEmpty());
    }

    @Test
    void aDistanceIsListedMovedUndoneAndThereWhenTheWorkspaceIsOpenedAgain(FxRobot robot) throws Exception {
        RadiographView view = view(robot);
        double x = view.getWidth() / 2;
        double y = view.getHeight() / 2;
        robot.clickOn("#annotation-tab");
        robot.clickOn(view).type(KeyCode.D);
        drag(robot, x - 60, y, x + 40, y);
        await("a measurement", () -> measured(robot).size() == 1);
        drag(robot, x + 40, y, x + 80, y);
        await("a longer one", () -> length(robot) * view.viewportProperty().get().scale() > 130);
        double longer = length(robot);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await("the shorter one", () -> length(robot) < longer - 1 && view.measurements().size() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        await("the longer one", () -> length(robot) == longer);
        drag(robot, x - 60, y + 50, x + 40, y + 50);
        await("two", () -> measured(robot).size() == 2);
        robot.type(KeyCode.BACK_SPACE);
        await("one again", () -> measured(robot).size() == 1);

        robot.interact(() -> window.workbench.openWorkspace(folder.resolve("workspace")));
        await("the distance", () -> measured(robot).size() == 1 && view.measurements().size() == 1);
        assertEquals(longer, length(robot));
        await("the earlier steps", () -> !robot.lookup("#annotate-undo").queryButton().isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await("what was removed", () -> measured(robot).size() == 2);
    }

    @Test
    void theHistoryShowsPlacesAndBringsBack(FxRobot robot) throws Exception {
        RadiographView view = view(robot);
        double x = view.getWidth() / 2;
        double y = view.getHeight() / 2;
        drawFirst(robot, x, y);
        Box first = only(robot);
        drag(robot, x, y, x + 30, y);
        await("a move", () -> !only(robot).equals(first));
        robot.clickOn(view).type(KeyCode.DELETE);
        await("no box", () -> boxes(robot).isEmpty());

        TitledPane pane = robot.lookup("#annotate-history").queryAs(TitledPane.class);
        robot.interact(() -> pane.setExpanded(true));
        ListView<JournalStep> list = robot.lookup("#history-list").query();
        await("three steps", () -> list.getItems().size() == 3);
        robot.interact(list::requestFocus);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        robot.type(KeyCode.ENTER);
        await("the place before and after", () -> robot.lookup(".place-frame").queryAll().size() == 2);
        assertTrue(list.lookupAll(".list-cell").stream().anyMatch(cell -> String.valueOf(cell.getAccessibleText())
                .matches("Box .* moved, \\d{4}-.*, reader")), "screen readers are told the step");
        robot.interact(() -> robot.lookup("#history-bring").queryButton().fire());
        await("the box where it was before it was moved", () -> boxes(robot).size() == 1 && only(robot).equals(first));
        await("a fourth step", () -> list.getItems().size() == 4);
        assertEquals(StepKind.BROUGHT_BACK, list.getItems().getFirst().kind());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await("no box again", () -> boxes(robot).isEmpty() && list.getItems().size() == 5);
        robot.interact(list.getSelectionModel()::selectLast);
        assertTrue(robot.lookup("#history-bring").queryButton().isDisabled(), "nothing was there before it was drawn");
    }

    @Test
    void theNextSittingBeginsWhereTheLastEnded(FxRobot robot) throws Exception {
        String first = read(robot);
        robot.interact(() -> window.workbench.perform(StudyCommand.NEXT_STUDY));
        await("the second study", () -> !read(robot).equals(first)
                && window.preferences.now().paths().last().radiograph().equals(read(robot)));
        String second = read(robot);
        robot.interact(() -> window.workbench.show(Screen.DATA));

        robot.interact(() -> window = WindowFixture.again(window, folder));
        assertTrue(robot.lookup("#welcome-continue").queryButton().getText().startsWith("Continue with study 1 of"));
        robot.clickOn("#welcome-continue");
        await("the screen", () -> window.workbench.screen() == Screen.DATA);
        robot.interact(() -> window.workbench.show(Screen.STUDIES));
        await("its study", () -> read(robot).equals(second));

        robot.interact(() -> window.workbench.show(Screen.WELCOME));
        robot.clickOn("#welcome-continue");
        await("the workspace that is open already", () -> window.workbench.screen() == Screen.STUDIES);
    }

    /** Key of the radiograph that is selected in the list. */
    private static String read(FxRobot robot) {
        return robot.lookup("#study-browser").queryAs(StudyBrowser.class).selectionProperty().get()
                .map(item -> item.view().id()).orElse("");
    }

    private static List<AnnotationPanel.Measured> measured(FxRobot robot) {
        return robot.lookup("#annotate-measurements").<ListView<AnnotationPanel.Measured>>query().getItems();
    }

    private static double length(FxRobot robot) {
        MeasuredLine line = measured(robot).getFirst().drawn().measurement().lines().getFirst();
        return Math.hypot(line.x2() - line.x1(), line.y2() - line.y1());
    }

    @Test
    void keysAloneDrawAndLabel(FxRobot robot) throws Exception {
        robot.type(KeyCode.A);
        await("the panel", () -> shows(robot, "#annotation-panel"));
        robot.interact(robot.lookup("#annotate-add").<Node>query()::requestFocus);
        robot.type(KeyCode.SPACE);
        await("a box", () -> boxes(robot).size() == 1);
        TextField left = robot.lookup("#box-x").queryAs(TextField.class);
        robot.interact(left::requestFocus);
        robot.interact(left::selectAll);
        robot.write("12.5").type(KeyCode.ENTER);
        await("a box further left", () -> only(robot).x() == 12.5);
        robot.interact(left::selectAll);
        robot.write("nowhere").type(KeyCode.ENTER);
        await("the number again", () -> left.getText().equals("12.5"));

        robot.interact(robot.lookup("#annotate-ratio").<Node>query()::requestFocus);
        robot.type(KeyCode.SPACE);
        await("a measurement", () -> measured(robot).size() == 1);
        robot.interact(robot.lookup("#annotate-measurements").<ListView<?>>query().getSelectionModel()::selectFirst);
        TextField end = robot.lookup("#line-2-3").queryAs(TextField.class);
        robot.interact(end::requestFocus);
        robot.interact(end::selectAll);
        robot.write("250.5").type(KeyCode.ENTER);
        await("a longer line", () -> measured(robot).getFirst().drawn().measurement().lines().get(1).x2() == 250.5);
        assertEquals(1, view(robot).measurements().size());
        assertTrue(end.isFocused(), "the next number can be typed at once");

        namesEndWithEnter(robot);
        robot.interact(() -> robot.lookup("#annotate-labels").queryAs(TitledPane.class).setExpanded(true));
        ToggleButton present = robot.lookup("#radiograph-labels .label-present").query();
        robot.interact(present::fire);
        await("a label", present::isSelected);
        robot.interact(() -> robot.lookup("#annotate-undo").queryButton().fire());
        await("no label", () -> !present.isSelected());
        robot.interact(() -> robot.lookup("#count-agreement").queryButton().fire());
        await("an answer", () -> !robot.lookup("#reader-agreement").queryParent().getChildrenUnmodifiable().isEmpty());
    }

    /** What is typed next is for the radiograph: "anna", Enter and A gave boxes of a reader "aanna". */
    private static void namesEndWithEnter(FxRobot robot) {
        TextField reader = robot.lookup("#annotate-reader").queryAs(TextField.class);
        robot.interact(reader::requestFocus);
        robot.interact(reader::selectAll);
        assertEquals(Tool.BOX, view(robot).toolProperty().get());
        robot.write("anna").type(KeyCode.ENTER).type(KeyCode.A);
        assertEquals("anna", reader.getText());
        assertEquals(Tool.WINDOW, view(robot).toolProperty().get(), "the key puts the tool away");
        ComboBox<String> finding = robot.lookup("#annotate-finding").queryComboBox();
        robot.interact(finding::requestFocus);
        robot.interact(finding.getEditor()::selectAll);
        robot.write("nodule").type(KeyCode.ENTER);
        assertTrue(view(robot).isFocused(), "the next key is the radiograph's");
        assertEquals("nodule", finding.getValue());
    }
}

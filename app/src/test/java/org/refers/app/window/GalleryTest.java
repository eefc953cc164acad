package org.refers.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Cell;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.study.ScriptedStudyEngine;
import org.refers.app.study.StudyCommand;
import org.refers.model.finding.ReaderBox;
import org.refers.model.image.RadiographReader;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.compute.Compute;
import org.refers.training.explain.BoxedRadiograph;
import org.refers.training.run.ThreadLauncher;
import org.refers.viewer.overlay.ColourMap;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.text;

/** Figure, colours, side by side and gallery in the whole window. */
@ExtendWith(ApplicationExtension.class)
class GalleryTest {

    @TempDir
    private Path folder;

    private final ScriptedStudyEngine engine = new ScriptedStudyEngine(0.9);
    private WindowFixture window;
    private List<RadiographEntry> boxed = List.of();
    private String finding = "";
    private List<String> othersBoxed = List.of();

    @Start
    void start(Stage stage) {
        window = new WindowFixture(stage, RadiographReader::read, engine,
                new LauncherTrainingEngine(new ThreadLauncher(),
                        new Compute("cpu", "1", Path.of("target/window-cache"))),
                folder);
    }

    @BeforeEach
    void open(FxRobot robot) throws Exception {
        SampleStudies.write(new SampleRequest(folder.resolve("studies"), 40, 3, 2), (done, total) -> {
        });
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve("workspace"))) {
            Importers.run(ImportRequest.of(folder.resolve("studies"), ImportRequest.AUTO), workspace,
                    ImportProgress.NONE);
            List<RadiographEntry> tests = workspace.boxedRadiographs(Split.TEST);
            finding = tests.stream().flatMap(entry -> BoxedRadiograph.boxesOf(entry).stream()).map(ReaderBox::finding)
                    .filter(List.of("cardiomegaly", "mass")::contains).findFirst().orElseThrow();
            othersBoxed = tests.stream().flatMap(entry -> BoxedRadiograph.boxesOf(entry).stream())
                    .map(ReaderBox::finding).distinct().toList();
            boxed = tests.stream().filter(entry -> BoxedRadiograph.boxesOf(entry).stream()
                    .anyMatch(box -> box.finding().equals(finding))).toList();
        }
        window.openByMouse(robot, folder.resolve("workspace"));
        await("a model", () -> !robot.lookup("#explain-model").<ComboBox<Object>>query().getItems().isEmpty());
        robot.interact(() -> robot.lookup("#explain-finding").<ComboBox<String>>query().getSelectionModel()
                .select(finding));
        await("an explanation", () -> !text(robot, "#explain-probability").isEmpty());
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    private static void select(FxRobot robot, String id) {
        TabPane side = robot.lookup("#side").queryAs(TabPane.class);
        Tab wanted = side.getTabs().stream().filter(tab -> id.equals(tab.getId())).findFirst().orElseThrow();
        robot.interact(() -> side.getSelectionModel().select(wanted));
    }

    @Test
    void whatTheNetworkIsGivenTakesTheRadiographsPlace(FxRobot robot) {
        assertFalse(robot.lookup("#input-layer").query().isVisible());
        robot.interact(() -> window.workbench.perform(StudyCommand.SHOW_INPUT));
        assertTrue(robot.lookup("#input-layer").query().isVisible());
        assertEquals("NETWORK\u2019S INPUT, 64 \u00d7 64", text(robot, "#input-size"));
        assertTrue(robot.lookup("#show-input").queryAs(CheckBox.class).isSelected());
        robot.interact(() -> window.workbench.perform(StudyCommand.SHOW_INPUT));
        assertFalse(robot.lookup("#input-layer").query().isVisible());
    }

    /** An overlap of 0.00 would look like a box in the wrong place. */
    @Test
    void whereNoBoxIsShownNoOverlapIsSaid(FxRobot robot) {
        engine.believe(0.2);
        robot.interact(() -> robot.lookup("#explain-model").queryComboBox().getSelectionModel().select(1));
        await("an explanation", () -> text(robot, "#explain-probability").equals("0.20"));
        select(robot, "gallery-tab");
        robot.clickOn("#gallery-start");
        await("the whole set", () -> text(robot, "#gallery-status").startsWith("Explained " + boxed.size()));
        assertTrue(text(robot, "#gallery-iou").startsWith("No box is shown on any"), text(robot, "#gallery-iou"));
        ListView<?> list = robot.lookup("#gallery-list").queryAs(ListView.class);
        Cell<?> first = robot.from(list).lookup(".list-cell").queryAs(Cell.class);
        assertTrue(first.getAccessibleText().startsWith("no box shown"), first.getAccessibleText());
        robot.interact(() -> list.getSelectionModel().select(0));
        robot.interact(() -> robot.lookup("#side").queryAs(TabPane.class).getSelectionModel().select(0));
        await("the panel", () -> text(robot, "#mean-iou").equals("No box shown"));
        assertTrue(robot.lookup(".iou-value").queryAll().isEmpty());
    }

    @Test
    void theTestSetFollowsTheThresholdAndOpensItsRadiographs(FxRobot robot) {
        select(robot, "gallery-tab");
        robot.clickOn("#gallery-start");
        ListView<Object> list = robot.lookup("#gallery-list").query();
        await("all pictures", () -> list.getItems().size() == boxed.size());
        assertFalse(boxed.isEmpty());
        String before = text(robot, "#gallery-iou");
        assertTrue(text(robot, "#gallery-hits").contains(" of " + boxed.size() + " "), text(robot, "#gallery-hits"));

        robot.interact(() -> robot.lookup("#gallery-threshold").queryAs(Slider.class).setValue(0.3));
        await("other figures", () -> !text(robot, "#gallery-iou").equals(before));
        Object worst = list.getItems().getFirst();
        robot.interact(() -> robot.lookup("#gallery-best").queryAs(CheckBox.class).setSelected(true));
        assertEquals(worst, list.getItems().getLast());

        robot.interact(() -> list.getSelectionModel().select(boxed.size() - 1));
        await("the radiograph in the browser", () -> robot.lookup("#radiograph").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(0.3, robot.lookup("#gallery-threshold").queryAs(Slider.class).getValue(), 1e-9,
                "the cut stays while the set is gone through");
        assertEquals(boxed.size(), list.getItems().size());
    }

    @Test
    void aFindingThatNobodyBoxedIsSaid(FxRobot robot) {
        String other = finding.equals("mass") ? "cardiomegaly" : "mass";
        boolean none = othersBoxed.stream().noneMatch(other::equals);
        robot.interact(() -> robot.lookup("#explain-finding").<ComboBox<String>>query().getSelectionModel()
                .select(other));
        select(robot, "gallery-tab");
        assertEquals("Nothing is explained yet.", text(robot, "#gallery-status"));
        robot.clickOn("#gallery-start");
        await("an end", () -> robot.lookup("#gallery-stop").query().isDisabled()
                && text(robot, "#gallery-status").startsWith(none ? "No reader" : "Explained"));
    }

    @Test
    void withoutAModelItSaysWhatToChoose(FxRobot robot) throws Exception {
        engine.forgetModels();
        WindowFixture.makeWorkspace(folder.resolve("other"), 2);
        robot.interact(() -> window.workbench.openWorkspace(folder.resolve("other/workspace")));
        await("no model", () -> robot.lookup("#explain-model").<ComboBox<Object>>query().getItems().isEmpty());
        select(robot, "gallery-tab");
        await("what to choose", () -> text(robot, "#gallery-status").startsWith("Choose a fine-tuned model"));
        assertTrue(robot.lookup("#gallery-start").query().isDisabled());
    }

    @Test
    void theModelStandsAmongTheReaders(FxRobot robot) {
        select(robot, "annotation-tab");
        robot.interact(() -> robot.lookup("#count-agreement").query().requestFocus());
        robot.type(KeyCode.SPACE);
        await("the model among the readers",
                () -> robot.lookup("#reader-agreement .agreement-model").queryAll().size() == 2);
        robot.interact(() -> robot.lookup("#agreement-model").queryAs(CheckBox.class).setSelected(false));
        robot.interact(() -> robot.lookup("#count-agreement").queryAs(Button.class).fire());
        await("the readers alone", () -> robot.lookup("#reader-agreement .agreement-model").queryAll().isEmpty());
    }

    @Test
    void theMapIsTestedByKeyAndTheTestIsStopped(FxRobot robot) {
        robot.interact(() -> robot.lookup("#sanity-start").query().requestFocus());
        robot.type(KeyCode.SPACE);
        await("a verdict", () -> text(robot, "#sanity-verdict").startsWith("Passed"));
        assertTrue(robot.lookup("#sanity-table").tryQuery().isPresent());

        engine.slowSanity(300);
        robot.interact(() -> robot.lookup("#sanity-start").queryAs(Button.class).fire());
        await("it runs", () -> robot.lookup("#sanity-stop").query().isVisible());
        robot.interact(() -> robot.lookup("#sanity-stop").queryAs(Button.class).fire());
        assertFalse(robot.lookup("#sanity-stop").query().isVisible());
        assertTrue(text(robot, "#sanity-verdict").isEmpty());
    }

    @Test
    void theFigureIsSavedByKeyWithoutNamingAnybody(FxRobot robot) throws IOException {
        window.dialogs.willChoose(folder);
        robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
        Path file = folder.resolve("explanation-" + finding + ".png");
        await("the figure", () -> Files.isRegularFile(file));
        BufferedImage image = ImageIO.read(file.toFile());
        assertTrue(image.getWidth() > 2 * 500, "two panels");
        int ink = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 24; y < 100; y++) {
                ink += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        assertTrue(ink > 1000, "words above: " + ink);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("tEXt") || bytes.contains("iTXt"), "no words hidden in the file");
    }

    @Test
    void coloursAndSideBySideAreChosenAndMarksNameTheCuts(FxRobot robot) {
        robot.interact(() -> robot.lookup("#map-colours").<ComboBox<ColourMap>>query().getSelectionModel()
                .select(ColourMap.BLUE_TO_YELLOW));
        assertEquals("blue_to_yellow", window.preferences.now().viewer().mapColours());
        assertEquals(2, robot.lookup("#explanation-panel .threshold-mark").queryAll().size());

        robot.type(KeyCode.F6);
        await("the layout", () -> window.preferences.now().viewer().hanging().equals("plain"));
        await("two panes with pixels, one of them with the map", () -> robot.lookup("#activation-layer")
                .match(Node::isVisible).queryAll().size() == 1);
    }
}

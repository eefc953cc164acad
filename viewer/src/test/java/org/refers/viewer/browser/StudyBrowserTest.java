package org.refers.viewer.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.model.study.ViewPosition;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class StudyBrowserTest {

    private final List<String> asked = new ArrayList<>();
    private StudyBrowser browser;

    @Start
    void start(Stage stage) {
        browser = new StudyBrowser(Texts.english(), (view, ready) -> asked.add(view.id()));
        browser.show(new ListedStudies(Entries.threePatients()));
        stage.setScene(new Scene(browser, 320, 700));
        stage.show();
    }

    private String selected() {
        WaitForAsyncUtils.waitForFxEvents();
        return browser.selectionProperty().get().map(view -> view.view().id()).orElse("none");
    }

    @Test
    void typingNarrowsTheTree(FxRobot robot) {
        robot.clickOn("#study-filter").write("effusion");
        assertEquals("Patients: 1, studies: 1", robot.lookup("#study-count").queryAs(Label.class).getText());
    }

    @Test
    void aClickSelectsAViewAndAStudyStandsForItsFirst(FxRobot robot) {
        robot.clickOn("Lateral");
        assertEquals("r2", selected());
        robot.clickOn("cardiomegaly");
        assertEquals("r5", selected());
    }

    @Test
    void anEmptyListSaysWhy(FxRobot robot) {
        robot.interact(() -> robot.lookup("#study-filter").queryTextInputControl().setText("zebra"));
        assertEquals("No study has all that the filter asks for.", nothing(robot));
        robot.interact(() -> {
            robot.lookup("#study-filter").queryTextInputControl().clear();
            browser.show(new ListedStudies(List.of()));
        });
        assertTrue(nothing(robot).startsWith("No studies in this workspace yet. Import a folder"), nothing(robot));
    }

    private static String nothing(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#study-list .list-empty").queryAs(Label.class).getText();
    }

    @Test
    void aStudyWithoutARadiographIsSelectedAsSuch(FxRobot robot) {
        List<BrowserStudy> studies = new ArrayList<>(Entries.threePatients());
        studies.add(new BrowserStudy("S5", "P004", 0, "", List.of(), List.of("words only"), true, true));
        robot.interact(() -> browser.show(new ListedStudies(studies)));
        robot.clickOn("words only");
        assertEquals("none", selected());
        assertEquals("S5", browser.bareProperty().get().orElseThrow().id());
        robot.clickOn("Lateral");
        assertEquals("r2", selected());
        assertTrue(browser.bareProperty().get().isEmpty());
    }

    @Test
    void steppingGoesFromStudyToStudyAndStopsAtTheEnds(FxRobot robot) {
        List<String> seen = new ArrayList<>();
        for (int on : new int[]{1, 1, 1, 1, 1, -1}) {
            robot.interact(() -> browser.step(on));
            seen.add(selected());
        }
        assertEquals(List.of("r3", "r4", "r5", "r5", "r5", "r4"), seen);
    }

    @Test
    void theSelectionSurvivesAFilterThatKeepsIt(FxRobot robot) {
        robot.interact(() -> browser.select("r4"));
        robot.clickOn("#study-filter").write("effus");
        assertEquals("r4", selected());
    }

    @Test
    void patientsAreClosedAndOpenedByKeys(FxRobot robot) {
        robot.clickOn("Lateral");
        robot.type(KeyCode.LEFT);
        assertEquals("r1", selected());
        robot.type(KeyCode.LEFT, KeyCode.LEFT, KeyCode.LEFT);
        assertTrue(robot.lookup("Lateral").tryQuery().isEmpty());
        robot.type(KeyCode.RIGHT, KeyCode.DOWN, KeyCode.RIGHT, KeyCode.DOWN, KeyCode.DOWN);
        assertEquals("r2", selected());
    }

    @Test
    void wordsThatMeanNothingAreTold(FxRobot robot) {
        robot.clickOn("#study-filter").write("=x");
        assertEquals("no condition", robot.lookup("#study-count").queryAs(Label.class).getText());
    }

    @Test
    void onlyPatientsThatAreSeenAreRead(FxRobot robot) {
        ListedStudies source = new ListedStudies(manyPatients());
        robot.interact(() -> browser.show(source));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(source.read() <= 3 * BrowserRows.PAGE, () -> "read " + source.read());
        robot.interact(() -> browser.select("v4000"));
        assertEquals("v4000", selected());
        assertTrue(source.read() <= 6 * BrowserRows.PAGE, () -> "read " + source.read());
        robot.interact(() -> browser.step(1));
        assertEquals("v4001", selected());
        robot.clickOn("#study-filter").write("P4001");
        assertEquals("v4001", selected());
    }

    private static List<BrowserStudy> manyPatients() {
        return IntStream.range(0, 5000).mapToObj(i -> new BrowserStudy("S" + i, "P" + i, 0, "train",
                List.of(new BrowserView("v" + i, ViewPosition.PA, 10, 10, 0)), List.of(), true, true)).toList();
    }

    @Test
    void onlyThumbnailsThatAreSeenAreAskedFor(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(asked.contains("r1"));
        BrowserStudy one = Entries.threePatients().getFirst();
        List<BrowserStudy> many = IntStream.range(0, 5000).mapToObj(i -> new BrowserStudy("S" + i, "P" + i, 0,
                one.split(), one.views(), one.findings(), true, true)).toList();
        asked.clear();
        robot.interact(() -> browser.show(new ListedStudies(many)));
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(asked.size() > 200, "asked for " + asked.size());
    }
}

package org.refers.app.window;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.doctor.DoctorStep;
import org.refers.app.doctor.DoctorWatch;
import org.refers.app.doctor.MachineCheck;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.frame.FrameCommand;
import org.refers.app.frame.Screen;
import org.refers.app.study.ScriptedStudyEngine;
import org.refers.app.tour.TourStep;
import org.refers.model.image.RadiographReader;
import org.refers.training.compute.Compute;
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

/** The window of somebody who starts the program for the first time, by keyboard where it can be. */
@ExtendWith(ApplicationExtension.class)
class FirstStartTest {

    @TempDir
    private Path folder;

    private WindowFixture window;
    private final Semaphore patience = new Semaphore(1);
    private MachineCheck.Verdict verdict = new MachineCheck.Verdict(true, "Ready: this machine trains on cpu.",
            List.of());

    @Start
    void start(Stage stage) {
        window = new WindowFixture(stage, new WindowFixture.Engines(RadiographReader::read,
                new ScriptedStudyEngine(0.9), new LauncherTrainingEngine(new ThreadLauncher(),
                        new Compute("cpu", "1", Path.of("target/window-cache"))),
                this::look), folder, Optional.empty());
    }

    /** Two links at once, then the verdict when the test allows it. */
    private MachineCheck.Verdict look(DoctorWatch watch) {
        watch.found(new DoctorStep("Java", "ok", "25, heap up to 1.5 GiB.", null));
        watch.begins("Loading PyTorch");
        watch.found(new DoctorStep("Window", verdict.ready() ? "ok" : "failed", "A window can open.", null));
        patience.acquireUninterruptibly();
        return verdict;
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void theDoctorSpeaksInWordsAndAgainWhenAsked(FxRobot robot) {
        robot.interact(() -> window.workbench.lookAtDevice());
        await("what it computes on", () -> text(robot, "#status-device").equals("Computes on: CPU"));
        robot.interact(() -> window.workbench.greet());
        await("the verdict", () -> text(robot, "#machine-verdict").equals("Ready: this machine trains on cpu."));
        assertEquals(List.of("Java", "Window"), links(robot));
        verdict = new MachineCheck.Verdict(false, "Not ready: PyTorch cannot be loaded.", List.of("Install libgomp."));
        robot.clickOn("#machine-check");
        await("what he is doing", () -> text(robot, "#machine-verdict").equals("Loading PyTorch\u2026"));
        await("what he has found", () -> links(robot).equals(List.of("Java", "Window")));
        assertFalse(robot.lookup("#machine-links .link-failed").queryAll().isEmpty());
        assertTrue(robot.lookup("#machine-check").queryAs(Button.class).isDisabled());
        patience.release();
        await("the other verdict", () -> text(robot, "#machine-verdict").startsWith("Not ready"));
        assertFalse(robot.from(robot.lookup("#first-steps").<Node>query()).lookup("Install libgomp.").queryAll()
                .isEmpty());
    }

    private static List<String> links(FxRobot robot) {
        return robot.lookup("#machine-links .machine-link").queryAllAs(Label.class).stream().map(Label::getText)
                .sorted().toList();
    }

    /** Every stop lights a control that is there, the card stands in the window beside it, and no text is cut off. */
    @Test
    void theTourStopsAtFiveRealControls(FxRobot robot) {
        robot.clickOn("#take-tour");
        List<String> titles = new ArrayList<>();
        for (TourStep step : TourStep.values()) {
            WaitForAsyncUtils.waitForFxEvents();
            titles.add(text(robot, "#tour-title"));
            assertEquals((step.ordinal() + 1) + " of 5", text(robot, "#tour-place"));
            Set<Node> lit = robot.lookup(step.targets().getFirst()).queryAll();
            assertFalse(lit.isEmpty(), step + " lights nothing");
            Bounds target = onScreen(lit.iterator().next());
            Bounds card = onScreen(robot.lookup("#tour-card").query());
            Bounds all = onScreen(window.workbench.view());
            assertTrue(target.getWidth() > 100 && target.getHeight() > 100, step + " lights " + target);
            assertTrue(all.contains(card), step + ": " + card);
            if (step != TourStep.READ) {
                assertFalse(target.intersects(card), step + " is hidden by its own card");
            }
            Region words = robot.lookup("#tour-card").queryAs(Region.class);
            assertEquals(words.prefHeight(words.getWidth()), words.getHeight(), 0.5);
            robot.type(KeyCode.RIGHT);
        }
        assertEquals(5, Set.copyOf(titles).size());
        assertFalse(shows(robot, "#tour"));
        assertEquals(Screen.WELCOME, window.workbench.screen());
    }

    private static Bounds onScreen(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    /** The form of a new run gives its room to results. */
    @Test
    void theLastStopLightsTheRunsWhileResultsAreRead(FxRobot robot) {
        robot.interact(() -> window.workbench.perform(FrameCommand.SHOW_RESULTS));
        robot.interact(() -> window.workbench.perform(FrameCommand.TAKE_TOUR));
        for (int stop = 1; stop < TourStep.values().length; stop++) {
            robot.interact(() -> robot.lookup("#tour-next").queryAs(Button.class).fire());
        }
        WaitForAsyncUtils.waitForFxEvents();
        Bounds runs = onScreen(robot.lookup("#runs").query());
        Bounds rim = onScreen(robot.lookup(".tour-rim").query());
        assertTrue(rim.contains(runs.getCenterX(), runs.getCenterY()), rim + " lies beside the runs, " + runs);
    }

    @Test
    void theTourHasTheKeysAndCanBeLeftAndTakenAgain(FxRobot robot) {
        robot.press(KeyCode.SHIFT).type(KeyCode.F1).release(KeyCode.SHIFT);
        await("the tour", () -> shows(robot, "#tour"));
        robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
        robot.type(KeyCode.ENTER);
        assertEquals("2 of 5", text(robot, "#tour-place"));
        robot.type(KeyCode.TAB);
        assertTrue(robot.lookup("#tour-skip").queryAs(Button.class).isFocused(), "the focus stays in the card");
        robot.type(KeyCode.LEFT);
        assertEquals("1 of 5", text(robot, "#tour-place"));
        robot.type(KeyCode.ESCAPE);
        assertFalse(shows(robot, "#tour"));
        robot.interact(() -> window.workbench.perform(FrameCommand.TAKE_TOUR));
        assertTrue(shows(robot, "#tour"));
        robot.clickOn("#tour-skip");
        assertFalse(shows(robot, "#tour"));
    }

    @Test
    void theThemeIsSwitchedByItsKeyAndKept(FxRobot robot) {
        assertEquals("dark", window.preferences.now().window().theme());
        robot.press(KeyCode.CONTROL).type(KeyCode.T).release(KeyCode.CONTROL);
        await("the light theme", () -> window.preferences.now().window().theme().equals("light"));
        assertTrue(brightness() > 0.8);
        // The radiographs' ground stays black, and so what stands on it stays bright.
        robot.interact(() -> window.workbench.arrive(TourStep.READ));
        Label onFilm = robot.from(robot.lookup(".on-film").<Node>query()).lookup(".empty-title").query();
        assertTrue(((Color) onFilm.getTextFill()).getBrightness() > 0.8);
        assertFalse(robot.lookup("#hanging .progress-indicator").queryAll().stream().anyMatch(Node::isVisible));
        robot.interact(() -> window.workbench.tourEnded());
        robot.press(KeyCode.CONTROL).type(KeyCode.T).release(KeyCode.CONTROL);
        await("the dark theme", () -> window.preferences.now().window().theme().equals("dark"));
        assertTrue(brightness() < 0.2);
    }

    private double brightness() {
        return WaitForAsyncUtils.waitForAsyncFx(9000, () -> window.stage.getScene().snapshot(null).getPixelReader()
                .getColor(700, 60).getBrightness());
    }

    /** What is no fault lies over tools: it goes by itself, a fault stays, and an open workspace ends what led to it. */
    @Test
    void whatIsNoFaultGoesByItself(FxRobot robot) throws Exception {
        assertTrue(window.notices.stay().toSeconds() >= 10, "a sentence can be read twice");
        window.notices.setStay(Duration.ofSeconds(2));
        robot.interact(() -> robot.lookup("#nav-studies").queryAs(ToggleButton.class).fire());
        await("what to do first", () -> shows(robot, ".notice-info"));
        robot.interact(() -> window.workbench.openWorkspace(folder));
        await("a fault", () -> shows(robot, ".notice-fault"));
        await("the fault alone", () -> !shows(robot, ".notice-info"));
        assertTrue(shows(robot, ".notice-fault"));
        WindowFixture.makeWorkspace(folder, 2);
        robot.interact(() -> window.workbench.openWorkspace(folder.resolve("workspace")));
        await("the studies", () -> window.workbench.screen() == Screen.STUDIES);
        assertFalse(shows(robot, ".notice-fault"));
    }

    @Test
    void aFaultOfTheProgramShowsItsReport(FxRobot robot) {
        robot.interact(() -> window.errors.report("doing.read", new IllegalStateException("no row for Zyxwin")));
        await("the notice", () -> shows(robot, ".notice-fault"));
        robot.clickOn(".show-log");
        await("the report", () -> shows(robot, "#crash"));
        String report = robot.lookup("#crash-text").queryAs(TextArea.class).getText();
        assertTrue(report.contains("java.lang.IllegalStateException: no row for"), report);
        assertFalse(report.contains("Zyxwin"), report);
        robot.clickOn("#crash-folder");
        assertEquals(folder.resolve("crashes"), window.dialogs.opened.getLast());
        robot.clickOn("#close-card");
    }
}

package org.refers.viewer.image;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.model.finding.Box;
import org.refers.model.study.FrameNumber;
import org.refers.model.study.Overlays;
import org.refers.model.study.PatientOrientation;
import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.command.KeyStroke;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.MouseProfile.Part;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class RadiographViewTest {

    private RadiographView view;

    @Start
    void start(Stage stage) {
        view = new RadiographView(Texts.english());
        stage.setScene(new Scene(view, 600, 400));
        stage.show();
        view.show(Radiographs.ramp(200, 300));
        view.requestFocus();
        KeyMap keys = KeyMap.of(List.of(ViewCommand.values()));
        view.setOnKeyPressed(event -> KeyStroke.of(event).flatMap(keys::commandOf)
                .ifPresent(command -> view.perform((ViewCommand) command)));
    }

    private int colour(int x, int y) {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> view.snapshot(null, null).getPixelReader().getArgb(x, y));
    }

    private static String text(FxRobot robot, String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    @Test
    void aLeftDragChangesTheWindowAndThePixels(FxRobot robot) {
        Display before = view.displayProperty().get();
        int pixel = colour(450, 200);
        robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(0, -90).release(MouseButton.PRIMARY);

        assertTrue(view.displayProperty().get().window().center() < before.window().center());
        assertNotEquals("W 4096  L 2048", text(robot, "#view-window"));
        assertTrue((colour(450, 200) & 0xff) > (pixel & 0xff), "a lower level is brighter");
    }

    @Test
    void windowsOfOnesOwnHaveKeysOfTheirOwnAndFollowTheFilesInTurn(FxRobot robot) {
        robot.interact(() -> view.ownWindowsProperty().set(List.of(
                new OwnWindow("Lung", 0.3, 0.5, WindowLevel.Function.LINEAR_EXACT),
                new OwnWindow("Bone", 0.9, 0.4, WindowLevel.Function.SIGMOID))));
        WindowLevel span = Windows.fromHistogram(Radiographs.ramp(200, 300));
        robot.type(KeyCode.DIGIT5);
        assertEquals(WindowLevel.Function.SIGMOID, view.displayProperty().get().window().function());
        assertEquals(span.center() + 0.4 * span.width(), view.displayProperty().get().window().center(), 1e-9);
        assertTrue(text(robot, "#view-window").endsWith("  sigmoid  Bone"));
        Display bone = view.displayProperty().get();
        robot.type(KeyCode.DIGIT3).type(KeyCode.DIGIT6);
        assertEquals(new Display(span, false), view.displayProperty().get(),
                "the third that the radiograph offers is the histogram's; there is no third of one's own");
        robot.press(KeyCode.SHIFT).type(KeyCode.W).type(KeyCode.W).release(KeyCode.SHIFT);
        assertEquals(bone, view.displayProperty().get());
        assertEquals(new OwnWindow("Other", 0.9, 0.4, WindowLevel.Function.SIGMOID),
                WaitForAsyncUtils.waitForAsyncFx(5000, () -> view.keep("Other").orElseThrow()));
        robot.interact(view::clear);
        robot.type(KeyCode.DIGIT4);
        assertTrue(view.keep("None").isEmpty());
    }

    /** Letters that stand for a side lie in the corners; they are all that tells it where the file does not. */
    @Test
    void wordsCanBePutAwayAndTheOneOnSidesLiesInNoCorner(FxRobot robot) {
        Label sides = robot.lookup("#view-sides").queryAs(Label.class);
        assertEquals("Sides not stated", sides.getText());
        double middle = sides.localToScene(sides.getBoundsInLocal()).getCenterX();
        assertEquals(view.getWidth() / 2, middle, 2);
        robot.type(KeyCode.I).press(KeyCode.SHIFT).type(KeyCode.T).release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
        for (String words : List.of("#view-sides", "#view-position", "#view-size", "#view-window", "#view-zoom",
                "#view-pixel")) {
            assertEquals(0, robot.lookup(words).query().getOpacity(), words);
        }
        assertEquals(1, robot.lookup("#view-inverted").query().getOpacity(), "what the view does is always said");
        robot.press(KeyCode.SHIFT).type(KeyCode.T).release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(1, sides.getOpacity());
    }

    @Test
    void wordsDoNotLieOverEachOtherInANarrowPane(FxRobot robot) {
        Window window = view.getScene().getWindow();
        double width = window.getWidth();
        robot.interact(() -> window.setWidth(360));
        try {
            robot.moveTo(view).moveBy(20, 10).moveBy(1, 0);
            WaitForAsyncUtils.waitForFxEvents();
            assertFalse(text(robot, "#view-pixel").isEmpty());
            Bounds sides = bounds(robot, "#view-sides");
            for (String other : List.of("#view-pixel", "#view-zoom", "#view-window")) {
                assertFalse(sides.intersects(bounds(robot, other)), other);
            }
        } finally {
            robot.interact(() -> window.setWidth(width));
        }
    }

    /** Without the shadow of its letters. */
    private static Bounds bounds(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        return node.localToScene(node.getLayoutBounds());
    }

    @Test
    void theWheelZoomsToThePointer(FxRobot robot) {
        robot.moveTo(view).moveBy(60, 40);
        WaitForAsyncUtils.waitForFxEvents();
        PixelProbe under = view.probeProperty().get().orElseThrow();
        double scale = view.viewportProperty().get().scale();
        robot.scroll(3, VerticalDirection.DOWN);
        robot.moveBy(1, 0).moveBy(-1, 0);
        WaitForAsyncUtils.waitForFxEvents();

        assertNotEquals(scale, view.viewportProperty().get().scale());
        assertEquals(under, view.probeProperty().get().orElseThrow());
    }

    @Test
    void theMiddleButtonPansAndFTheWholeBack(FxRobot robot) {
        Viewport fit = view.viewportProperty().get();
        robot.moveTo(view).press(MouseButton.MIDDLE).moveBy(50, 30).release(MouseButton.MIDDLE);
        assertEquals(fit.left() + 50, view.viewportProperty().get().left(), 1.5);
        assertEquals(fit.top() + 30, view.viewportProperty().get().top(), 1.5);

        robot.type(KeyCode.F);
        assertEquals(fit, view.viewportProperty().get());
    }

    @Test
    void aPartThatIsNotSeenComesIntoTheMiddle(FxRobot robot) {
        Viewport whole = view.viewportProperty().get();
        robot.interact(() -> view.reveal(new Box(0, 0, 5, 5)));
        assertEquals(whole, view.viewportProperty().get(), "all of the radiograph is seen");
        robot.interact(() -> view.zoom(8, 300, 200));
        Viewport zoomed = view.viewportProperty().get();
        robot.interact(() -> view.reveal(new Box(149, 99, 2, 2)));
        assertEquals(zoomed, view.viewportProperty().get(), "it is seen");
        robot.interact(() -> view.reveal(new Box(0, 0, 10, 10)));
        Viewport now = view.viewportProperty().get();
        assertEquals(zoomed.scale(), now.scale());
        assertEquals(300, now.screenX(5), 1);
        assertEquals(200, now.screenY(5), 1);
    }

    @Test
    void theAnalysisProfileSwapsTheButtons(FxRobot robot) {
        robot.interact(() -> view.mouseProfileProperty().set(MouseProfile.ANALYSIS));
        Display before = view.displayProperty().get();
        robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(20, 20).release(MouseButton.PRIMARY);
        assertEquals(before, view.displayProperty().get());

        robot.moveTo(view).press(MouseButton.SECONDARY).moveBy(20, 20).release(MouseButton.SECONDARY);
        assertNotEquals(before, view.displayProperty().get());
    }

    @Test
    void aButtonThatWasChangedAloneDoesTheOtherThing(FxRobot robot) {
        robot.interact(() -> view.mouseProfileProperty().set(MouseProfile.READING.with(Part.LEFT, Action.PAN)
                .with(Part.MIDDLE, Action.NONE).with(Part.WHEEL, Action.NONE).with(Part.CTRL_WHEEL, Action.ZOOM)));
        Display before = view.displayProperty().get();
        Viewport fit = view.viewportProperty().get();
        robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(50, 30).release(MouseButton.PRIMARY);
        assertEquals(before, view.displayProperty().get());
        assertEquals(fit.left() + 50, view.viewportProperty().get().left(), 1.5);

        Viewport panned = view.viewportProperty().get();
        robot.moveTo(view).press(MouseButton.MIDDLE).moveBy(50, 30).release(MouseButton.MIDDLE);
        robot.scroll(2, VerticalDirection.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(panned, view.viewportProperty().get(), "middle button and wheel do nothing");
        robot.press(KeyCode.CONTROL).scroll(2, VerticalDirection.DOWN).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertNotEquals(panned.scale(), view.viewportProperty().get().scale());
    }

    @Test
    void actualPixelsAreAHundredPercentOnEveryScreen(FxRobot robot) throws Exception {
        robot.type(KeyCode.X);
        assertEquals("Zoom 100 %", text(robot, "#view-zoom"));
        try {
            setScale(robot, 2);
            assertEquals("Zoom 200 %", text(robot, "#view-zoom"));
            robot.type(KeyCode.X);
            assertEquals(0.5, view.viewportProperty().get().scale());
            assertEquals("Zoom 100 %", text(robot, "#view-zoom"));
        } finally {
            setScale(robot, 1);
        }
    }

    /** Screens without a display have no scale to be set: the window is told of one. */
    private void setScale(FxRobot robot, double scale) throws Exception {
        Method told = Window.class.getDeclaredMethod("updateOutputScales", double.class, double.class);
        told.setAccessible(true);
        robot.interact(() -> {
            told.invoke(view.getScene().getWindow(), scale, scale);
            return true;
        });
    }

    @Test
    void everyCommandHasAKeyThatWorks(FxRobot robot) {
        Viewport fit = view.viewportProperty().get();
        robot.type(KeyCode.X);
        assertEquals(1, view.viewportProperty().get().scale());
        robot.type(KeyCode.PLUS);
        assertTrue(view.viewportProperty().get().scale() > 1);
        robot.type(KeyCode.MINUS);
        assertEquals(1, view.viewportProperty().get().scale(), 1e-9);
        double left = view.viewportProperty().get().left();
        robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
        assertTrue(view.viewportProperty().get().left() > left);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertTrue(view.displayProperty().get().window().width() > 4096);
        robot.type(KeyCode.SPACE);
        assertEquals(fit, view.viewportProperty().get());
        robot.type(KeyCode.DIGIT2);
        assertEquals(500, view.displayProperty().get().window().width());
        robot.type(KeyCode.DIGIT0);
        assertEquals(Windows.fromHistogram(Radiographs.ramp(200, 300)), view.displayProperty().get().window());
        robot.type(KeyCode.I);
        assertTrue(view.displayProperty().get().inverted());
        robot.type(KeyCode.ESCAPE);
        assertFalse(view.displayProperty().get().inverted());
        assertEquals(4096, view.displayProperty().get().window().width());
    }

    @Test
    void aTurnedViewSaysSoAndKeepsItsPixels(FxRobot robot) {
        int right = colour(590, 200);
        robot.type(KeyCode.H);
        assertEquals(right, colour(9, 200));
        assertEquals("MIRRORED", text(robot, "#view-turned"));
        robot.moveTo(view).moveBy(40, 0);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(150 - 20, view.probeProperty().get().orElseThrow().column(), 1,
                "the pointer reads the file's pixel");
        robot.type(KeyCode.R);
        assertEquals("MIRRORED  TURNED 90\u00b0", text(robot, "#view-turned"));
        robot.type(KeyCode.L).type(KeyCode.H);
        assertEquals(Turn.NONE, view.turnProperty().get());
        assertEquals("", text(robot, "#view-turned"));
    }

    @Test
    void theEdgesNameThePatientsSides(FxRobot robot) {
        Radiograph plain = Radiographs.ramp(200, 300);
        robot.interact(
                () -> view.show(new Radiograph(plain.rows(), plain.columns(), plain.stored(), false, 12, 1, 0, false,
                        plain.windows(), plain.padding(), plain.spacing(), plain.view(), List.of(), Overlays.NONE,
                        FrameNumber.ONLY, Optional.of(new PatientOrientation("L", "F")), Optional.of(true))));
        assertEquals("Text burned in", text(robot, "#view-burned-in"));
        assertEquals("R", text(robot, "#mark-left"));
        robot.type(KeyCode.H);
        assertEquals("L", text(robot, "#mark-left"));
        robot.type(KeyCode.H).type(KeyCode.R);
        assertEquals("F", text(robot, "#mark-left"), "the feet are on the left after a quarter turn clockwise");
        assertEquals("R", text(robot, "#mark-top"));
        robot.interact(() -> view.show(plain));
        assertEquals("", text(robot, "#view-burned-in"));
    }

    @Test
    void aDistanceIsDrawnMovedAndRemoved(FxRobot robot) {
        robot.type(KeyCode.D);
        assertEquals(Tool.DISTANCE, view.toolProperty().get());
        robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(100, 0).release(MouseButton.PRIMARY);
        assertEquals(50, view.measurements().getFirst().lines().getFirst().pixels(), 1);
        assertTrue(text(robot, ".measure-label").startsWith("50 px"), text(robot, ".measure-label"));
        assertTrue(text(robot, ".measure-label").contains("not calibrated"));
        Display before = view.displayProperty().get();
        robot.type(KeyCode.W).press(MouseButton.PRIMARY).moveBy(100, 0).release(MouseButton.PRIMARY);
        assertEquals(100, view.measurements().getFirst().lines().getFirst().pixels(), 1, "an end is taken hold of");
        assertEquals(before, view.displayProperty().get());
        robot.type(KeyCode.BACK_SPACE);
        assertTrue(view.measurements().isEmpty());
    }

    @Test
    void theRatioTakesTwoLinesAndEscapeGivesUp(FxRobot robot) {
        robot.type(KeyCode.C).moveTo(view).moveBy(-50, 0).press(MouseButton.PRIMARY).moveBy(100, 0)
                .release(MouseButton.PRIMARY);
        assertTrue(view.measurements().isEmpty(), "unfinished");
        robot.moveBy(-150, 60).press(MouseButton.PRIMARY).moveBy(200, 0).release(MouseButton.PRIMARY);
        assertEquals(0.5, view.measurements().getFirst().ratio(Optional.empty()).orElseThrow(), 0.02);
        assertTrue(text(robot, ".measure-label").startsWith("CTR 0.5"));
        robot.moveBy(-200, 40).press(MouseButton.PRIMARY).moveBy(100, 0).release(MouseButton.PRIMARY)
                .type(KeyCode.ESCAPE);
        assertEquals(1, view.measurements().size());
        assertEquals(Tool.RATIO, view.toolProperty().get(), "the first Esc gives up the line");
        robot.type(KeyCode.ESCAPE);
        assertEquals(Tool.WINDOW, view.toolProperty().get());
    }

    @Test
    void aRegionGivesItsWindow(FxRobot robot) {
        robot.type(KeyCode.E).moveTo(view).press(MouseButton.PRIMARY).moveBy(60, 40);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(robot.lookup("#region").query().isVisible());
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(robot.lookup("#region").query().isVisible());
        assertEquals(300, view.displayProperty().get().window().width(), 40, "30 columns of 10, and 20 rows of 1");
    }

    @Test
    void theMagnifierFollowsThePointer(FxRobot robot) {
        robot.type(KeyCode.M).moveTo(view).moveBy(30, 20);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(robot.lookup("#magnifier").query().isVisible());
        assertEquals(330, robot.lookup("#magnifier").query().getBoundsInParent().getCenterX(), 2);
        robot.type(KeyCode.M);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(robot.lookup("#magnifier").query().isVisible());
    }

    @Test
    void weasisAndOhifWheelsAskForTheNextRadiograph(FxRobot robot) {
        List<Integer> steps = new ArrayList<>();
        robot.interact(() -> {
            view.mouseProfileProperty().set(MouseProfile.OHIF);
            view.setHost(new ViewHost() {
                @Override
                public void stepView(int viewsOn) {
                    steps.add(viewsOn);
                }

                @Override
                public void doubleClicked() {
                    steps.add(0);
                }

                @Override
                public void menu(MouseEvent click) {
                    steps.add(9);
                }
            });
        });
        double scale = view.viewportProperty().get().scale();
        robot.moveTo(view).scroll(1, VerticalDirection.DOWN);
        robot.clickOn(MouseButton.SECONDARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(9), steps.stream().filter(step -> step == 9).toList());
        assertEquals(1, Math.abs(steps.getFirst()));
        assertEquals(scale, view.viewportProperty().get().scale());
    }

    @Test
    void thePixelUnderThePointerIsRead(FxRobot robot) {
        robot.moveTo(view);
        String words = text(robot, "#view-pixel");
        PixelProbe probe = view.probeProperty().get().orElseThrow();

        assertEquals(probe.column() * 10 + probe.row(), probe.value());
        assertEquals("x %d  y %d  value %.0f".formatted(probe.column(), probe.row(), probe.value()), words);
    }

    @Test
    void anEmptyViewSaysNothing(FxRobot robot) {
        robot.interact(view::clear);
        assertFalse(robot.lookup("#view-window").query().getParent().getParent().isVisible());
        robot.moveTo(view);
        assertTrue(view.probeProperty().get().isEmpty());
    }
}

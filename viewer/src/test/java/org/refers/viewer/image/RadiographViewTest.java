package org.refers.viewer.image;

import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
    void theAnalysisProfileSwapsTheButtons(FxRobot robot) {
        robot.interact(() -> view.mouseProfileProperty().set(MouseProfile.ANALYSIS));
        Display before = view.displayProperty().get();
        robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(20, 20).release(MouseButton.PRIMARY);
        assertEquals(before, view.displayProperty().get());

        robot.moveTo(view).press(MouseButton.SECONDARY).moveBy(20, 20).release(MouseButton.SECONDARY);
        assertNotEquals(before, view.displayProperty().get());
    }

    @Test
    void everyCommandHasAKeyThatWorks(FxRobot robot) {
        Viewport fit = view.viewportProperty().get();
        robot.type(KeyCode.DIGIT1);
        assertEquals(1, view.viewportProperty().get().scale());
        robot.type(KeyCode.PLUS);
        assertTrue(view.viewportProperty().get().scale() > 1);
        robot.type(KeyCode.MINUS);
        assertEquals(1, view.viewportProperty().get().scale(), 1e-9);
        double left = view.viewportProperty().get().left();
        robot.type(KeyCode.LEFT);
        assertTrue(view.viewportProperty().get().left() > left);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertTrue(view.displayProperty().get().window().width() > 4096);
        robot.type(KeyCode.R);
        assertEquals(fit, view.viewportProperty().get());
        robot.type(KeyCode.W);
        assertEquals(500, view.displayProperty().get().window().width());
        robot.type(KeyCode.I);
        assertTrue(view.displayProperty().get().inverted());
        robot.type(KeyCode.ESCAPE);
        assertFalse(view.displayProperty().get().inverted());
        assertEquals(4096, view.displayProperty().get().window().width());
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

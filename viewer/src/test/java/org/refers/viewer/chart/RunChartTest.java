package org.refers.viewer.chart;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class RunChartTest {

    private RunChart chart;
    private final RunCurves curves = new RunCurves();

    @Start
    void start(Stage stage) {
        chart = new RunChart(Texts.english());
        chart.show(List.of(new NamedCurves("one", curves)));
        stage.setScene(new Scene(chart, 700, 500));
        stage.show();
    }

    private int drawn(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            WritableImage image = robot.lookup("#upper-plot").query().snapshot(null, null);
            int count = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int argb = image.getPixelReader().getArgb(x, y);
                    boolean blue = (argb & 0xff) > 225 && (argb >> 16 & 0xff) < 135;
                    count += blue ? 1 : 0;
                }
            }
            return count;
        });
    }

    private void train(FxRobot robot, int from, int to) {
        robot.interact(() -> {
            for (int step = from; step <= to; step++) {
                curves.addStep(StepFigures.of(step, 5 + 3.0 / step,
                        Map.of("language", 4 + 2.0 / step, "contrast", 1 + 1.0 / step), 1e-3));
            }
            curves.announce();
        });
    }

    @Test
    void curvesAppearWithTheFirstStepsAndHideByTheirLegend(FxRobot robot) {
        assertTrue(robot.lookup(".empty-hint").query().isVisible());
        train(robot, 1, 50);
        assertFalse(robot.lookup(".empty-hint").query().isVisible());
        int all = drawn(robot);
        assertTrue(all > 200, "blue pixels " + all);

        robot.clickOn("#curve-total-training");
        assertFalse(robot.lookup("#curve-total-training").queryAs(ToggleButton.class).isSelected());
        assertTrue(drawn(robot) < all / 4);
    }

    @Test
    void validationGetsACurveOfItsOwn(FxRobot robot) {
        train(robot, 1, 20);
        robot.interact(() -> {
            curves.addValidation(20, 5.2, Map.of("language", 4.1));
            curves.announce();
        });
        assertEquals(1, robot.lookup("#curve-total-validation").queryAll().size());
        assertEquals(1, robot.lookup("#curve-language-validation").queryAll().size());
    }

    @Test
    void logScaleDrawsOtherPixels(FxRobot robot) {
        train(robot, 1, 60);
        robot.clickOn("#log-scale");
        assertTrue(drawn(robot) > 100);
    }

    private boolean isZoomed(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return !robot.lookup("#zoom-reset").query().isDisabled();
    }

    private String readout(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#upper-plot").query().getAccessibleText();
    }

    @Test
    void theWheelAndADragZoomAndADoubleClickShowsAll(FxRobot robot) {
        train(robot, 1, 200);
        robot.moveTo("#upper-plot").scroll(3, VerticalDirection.DOWN);
        assertTrue(isZoomed(robot));
        robot.clickOn("#zoom-reset");
        assertFalse(isZoomed(robot));
        robot.moveTo("#upper-plot").press(MouseButton.PRIMARY).moveBy(80, 0).release(MouseButton.PRIMARY);
        assertTrue(isZoomed(robot));
        robot.doubleClickOn("#upper-plot");
        assertFalse(isZoomed(robot));
    }

    @Test
    void keysZoomMoveAndReadValues(FxRobot robot) {
        train(robot, 1, 200);
        robot.interact(() -> robot.lookup("#upper-plot").query().requestFocus());
        robot.type(KeyCode.RIGHT);
        assertTrue(readout(robot).startsWith("Loss, 100: Total "), readout(robot));
        robot.type(KeyCode.RIGHT);
        assertTrue(readout(robot).startsWith("Loss, 102: Total "), readout(robot));
        robot.type(KeyCode.PLUS, 3);
        assertTrue(isZoomed(robot));
        robot.type(KeyCode.HOME);
        assertFalse(isZoomed(robot));
    }

    @Test
    void theOtherPlotShowsWhatIsChosen(FxRobot robot) {
        train(robot, 1, 20);
        ComboBox<Figure> below = robot.lookup("#figure-lower").queryComboBox();
        robot.interact(() -> below.setValue(Figure.GRADIENT_NORM));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("Gradient norm: not told by this run",
                robot.lookup("#lower-plot").query().getAccessibleText());
        robot.interact(() -> {
            curves.addStep(
                    new StepFigures(21, 5, Map.of("language", 4.0, "contrast", 1.0), 1e-3, 2.5, 90, 0.1, 8, Map.of()));
            curves.announce();
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("Gradient norm", robot.lookup("#lower-plot").query().getAccessibleText());
    }

    @Test
    void anotherRunJoinsTheLegendAndIsDrawn(FxRobot robot) {
        train(robot, 1, 50);
        RunCurves other = new RunCurves();
        for (int step = 1; step <= 50; step++) {
            other.addStep(StepFigures.of(step, 2, Map.of("language", 1.0, "contrast", 1.0), 1e-3));
        }
        robot.interact(() -> chart.show(List.of(new NamedCurves("one", curves), new NamedCurves("two", other))));
        assertEquals(List.of("one", "two"), robot.lookup(".legend-run").<Label>queryAll().stream()
                .map(Label::getText).toList());
        assertTrue(robot.lookup("#curve-total-training").queryAs(ToggleButton.class).isSelected());
        assertFalse(robot.lookup("#curve-language-training").queryAs(ToggleButton.class).isSelected());
        robot.interact(() -> robot.lookup("#upper-plot").query().requestFocus());
        robot.type(KeyCode.RIGHT);
        assertTrue(readout(robot).matches("Loss, 25: one [0-9.]+ \\([0-9.]+\\), two 2 \\(2\\)"), readout(robot));
    }

    @Test
    void smoothingGoesFromNoneToAThousandSteps() {
        assertEquals(0, RunChart.weight(0), 1e-12);
        assertEquals(0.9, RunChart.weight(1.0 / 3), 1e-12);
        assertEquals(0.999, RunChart.weight(1), 1e-12);
    }

    @Test
    void aPictureIsTwiceTheSizeAndHoldsTheLines(FxRobot robot) throws Exception {
        train(robot, 1, 50);
        CompletableFuture<WritableImage> ready = new CompletableFuture<>();
        robot.interact(() -> RunChart.picture(chart.capture(), ready::complete));
        WritableImage image = ready.get(20, TimeUnit.SECONDS);
        Region plot = robot.lookup("#upper-plot").queryAs(Region.class);
        assertEquals(2 * plot.getWidth(), image.getWidth(), 1);
        int coloured = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int argb = image.getPixelReader().getArgb(x, y);
                coloured += (argb & 0xff) > 225 && (argb >> 16 & 0xff) < 135 ? 1 : 0;
            }
        }
        assertTrue(coloured > 400, "blue pixels " + coloured);
    }
}

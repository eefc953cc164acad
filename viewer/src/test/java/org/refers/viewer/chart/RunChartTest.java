package org.refers.viewer.chart;

import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
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
}

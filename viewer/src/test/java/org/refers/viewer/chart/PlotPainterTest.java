package org.refers.viewer.chart;

import java.util.Arrays;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.viewer.chart.PlotLine.Style;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lines with many points a pixel are painted as bars; they must look like lines. */
@ExtendWith(ApplicationExtension.class)
class PlotPainterTest {

    private static final int WIDTH = 500;
    private static final int HEIGHT = 200;

    /** Thickness of the line in each column of the plot: rows that have its colour, at least half. */
    private static int[] thickness(FxRobot robot, Curve curve, LineLook look) {
        PlotPicture picture = PlotPicture.of("", List.of(new PlotLine("one", curve, look, Style.STRONG)),
                StepRange.upTo(curve.step(curve.size() - 1)), false, WIDTH, HEIGHT);
        int[] thickness = new int[(int) picture.frame().plotWidth()];
        robot.interact(() -> {
            Canvas canvas = new Canvas(WIDTH, HEIGHT);
            PlotPainter.paint(canvas.getGraphicsContext2D(), picture);
            PixelReader pixels = canvas.snapshot(null, null).getPixelReader();
            Color ground = Color.WHITE;
            for (int column = 0; column < thickness.length; column++) {
                for (int row = 0; row < HEIGHT; row++) {
                    Color seen = pixels.getColor((int) PlotFrame.LEFT + column, row);
                    double share = Math.abs(seen.getRed() - ground.getRed())
                            / Math.abs(look.colour().getRed() - ground.getRed());
                    thickness[column] += share > 0.5 && Math.abs(seen.getBlue() - look.colour().getBlue()) < 0.3
                            ? 1
                            : 0;
                }
            }
        });
        return thickness;
    }

    private static Curve wave(int points, double height) {
        Curve curve = new Curve();
        for (int i = 0; i < points; i++) {
            curve.add(i, height * Math.sin(i * 6.0 / points) + (i % 2) * 1e-6);
        }
        return curve;
    }

    @Test
    void aLineOfManyPointsIsAsThickAsOneOfFewAndHasNoHoles(FxRobot robot) {
        LineLook look = LineLook.of(0, 0);
        int[] few = thickness(robot, wave(100, 1), look);
        int[] many = thickness(robot, wave(100_000, 1), look);
        int wide = 0;
        for (int column = 3; column < many.length - 3; column++) {
            assertTrue(many[column] >= 1, "a hole in column " + column);
            wide += Math.abs(many[column] - few[column]) <= 2 ? 1 : 0;
        }
        assertTrue(wide > 0.95 * (many.length - 6), wide + " of " + many.length + " columns alike");
    }

    @Test
    void dashesTellLinesOfManyPointsApart(FxRobot robot) {
        int[] dashed = thickness(robot, wave(100_000, 1), LineLook.of(0, 1));
        long drawn = Arrays.stream(dashed).filter(rows -> rows > 0).count();
        assertEquals(10.0 / 13, (double) drawn / dashed.length, 0.05, "nine of thirteen columns, and a bar's second");
    }
}

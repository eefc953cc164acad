package org.refers.viewer.chart;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CurveTest {

    private static Curve of(double... values) {
        Curve curve = new Curve();
        for (int i = 0; i < values.length; i++) {
            curve.add(i + 1, values[i]);
        }
        return curve;
    }

    @Test
    void smoothingAConstantIsThatConstantFromTheFirstPointOn() {
        Curve smooth = of(3, 3, 3, 3).smoothed(0.9);

        for (int i = 0; i < 4; i++) {
            assertEquals(3, smooth.value(i), 1e-12);
        }
    }

    /** Weights 0.5 and 0.25 on 8 and 2, over their sum 0.75. */
    @Test
    void smoothingWeighsTheLastPointsMost() {
        assertEquals((0.25 * 2 + 0.5 * 8) / 0.75, of(2, 8).smoothed(0.5).value(1), 1e-12);
    }

    @Test
    void laterPointsDoNotChangeWhatWasDrawn() {
        Curve curve = of(5, 1, 4);
        double before = curve.smoothed(0.8).value(2);
        curve.add(9, 1000);

        assertEquals(before, curve.smoothed(0.8).value(2));
    }

    @Test
    void aLossThatIsNoNumberLeavesAGapOnly() {
        Curve smooth = of(2, Double.NaN, 2).smoothed(0.5);

        assertEquals(2, smooth.value(2), 1e-12);
    }

    @Test
    void aResumeTakesBackWhatCameAfterItsCheckpoint() {
        Curve curve = of(5, 4, 3, 2);
        curve.add(3, 7);

        assertEquals(3, curve.size());
        assertEquals(7, curve.value(2));
    }

    @Test
    void theNearestPointIsFoundBetweenOthers() {
        Curve curve = new Curve();
        for (double step : new double[]{10, 20, 40}) {
            curve.add(step, step);
        }
        assertEquals(0, curve.nearest(-5));
        assertEquals(1, curve.nearest(24));
        assertEquals(2, curve.nearest(31));
        assertEquals(2, curve.nearest(900));
        assertEquals(-1, new Curve().nearest(3));
    }

    @Test
    void thinningKeepsSpikesAndBothEnds() {
        Random random = new Random(3);
        Curve curve = new Curve();
        for (int i = 0; i < 100_000; i++) {
            curve.add(i, i == 54_321 ? 99 : i == 12_345 ? -99 : random.nextDouble());
        }
        int[] kept = CurveThinner.indices(curve, new AxisScale(0, 100_000, false), 300);

        assertTrue(kept.length <= 4 * 301, "kept " + kept.length);
        assertEquals(0, kept[0]);
        assertEquals(99_999, kept[kept.length - 1]);
        assertTrue(Arrays.binarySearch(kept, 54_321) >= 0);
        assertTrue(Arrays.binarySearch(kept, 12_345) >= 0);
    }

    @Test
    void fewPointsAreAllDrawn() {
        assertEquals(5, CurveThinner.indices(of(1, 2, 3, 4, 5), new AxisScale(0, 5, false), 300).length);
    }

    @Test
    void aRunsTermsGetTheirCurvesAndValidationJoinsThem() {
        RunCurves curves = new RunCurves();
        curves.addStep(StepFigures.of(1, 9, Map.of("language", 6.0, "contrast", 3.0), 1e-3));
        curves.addValidation(1, 8, Map.of("language", 5.5, "auroc", 0.7));

        assertEquals(9, curves.losses().get(new Key(RunCurves.TOTAL, Side.TRAINING)).value(0));
        assertEquals(5.5, curves.losses().get(new Key("language", Side.VALIDATION)).value(0));
        assertEquals(1e-3, curves.of(Figure.LEARNING_RATE).get(new Key(RunCurves.TOTAL, Side.TRAINING)).value(0));
        assertTrue(!curves.losses().containsKey(new Key("auroc", Side.VALIDATION)), "an AUROC is no loss");
        assertEquals(0.7, curves.of(Figure.VALIDATION).get(new Key("auroc", Side.VALIDATION)).value(0));
        assertEquals(Map.of(), curves.of(Figure.WAITING), "what was not told is no curve");
    }

    @Test
    void oneTaskNeedsNoCurveBesideTheTotal() {
        RunCurves curves = new RunCurves();
        curves.addStep(StepFigures.of(1, 0.6, Map.of("findings", 0.6), 1e-3));

        assertEquals(1, curves.losses().size());
    }
}

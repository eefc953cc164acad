package org.refers.training.metric;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.refers.training.metric.Calibration.Bin;
import org.refers.training.metric.ConfusionMatrix.Outcome;
import org.refers.training.metric.ThresholdSweep.Step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Curves, confusion, calibration and order of errors, against closed forms and the examples of scikit-learn 1.5. */
class OperatingFiguresTest {

    private static final double EXACT = 1e-12;

    /** The example of scikit-learn's roc_curve and precision_recall_curve. */
    private static final ScoredLabels EXAMPLE = ScoredLabels.withoutPatients(new boolean[]{false, false, true, true},
            new double[]{0.1, 0.4, 0.35, 0.8});

    /** roc_curve: fpr 0 0.5 0.5 1, tpr 0.5 0.5 1 1; precision_recall_curve backwards: precision 1 0.5 2/3 0.5. */
    @Test
    void aSweepHasThePointsOfBothCurves() {
        ThresholdSweep sweep = ThresholdSweep.of(EXAMPLE);

        assertArrayEquals(new double[]{0.8, 0.4, 0.35, 0.1},
                sweep.steps().stream().mapToDouble(Step::threshold).toArray());
        assertArrayEquals(new double[]{0, 0.5, 0.5, 1},
                sweep.steps().stream().mapToDouble(sweep::falsePositiveRate).toArray(), EXACT);
        assertArrayEquals(new double[]{0.5, 0.5, 1, 1},
                sweep.steps().stream().mapToDouble(sweep::sensitivity).toArray(), EXACT);
        assertArrayEquals(new double[]{1, 0.5, 2.0 / 3, 0.5},
                sweep.steps().stream().mapToDouble(Step::precision).toArray(), EXACT);
    }

    private static ScoredLabels random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] labels = new boolean[n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i == 0 || i != 1 && random.nextBoolean();
            scores[i] = random.nextInt(9) / 8.0;
        }
        return ScoredLabels.withoutPatients(labels, scores);
    }

    /** Trapezoids below the ROC points are the AUROC, stairs below the precision-recall points the average precision. */
    @Property(tries = 200)
    void theAreasBelowTheDrawnPointsAreTheMetrics(@ForAll @IntRange(min = 2, max = 60) int n, @ForAll long seed) {
        ScoredLabels scored = random(n, seed);
        ThresholdSweep sweep = ThresholdSweep.of(scored);
        double auroc = 0;
        double averagePrecision = 0;
        double x = 0;
        double y = 0;
        for (Step step : sweep.steps()) {
            auroc += (sweep.falsePositiveRate(step) - x) * (sweep.sensitivity(step) + y) / 2;
            averagePrecision += (sweep.sensitivity(step) - y) * step.precision();
            x = sweep.falsePositiveRate(step);
            y = sweep.sensitivity(step);
        }

        assertEquals(scored.auroc().orElseThrow(), auroc, EXACT);
        assertEquals(scored.averagePrecision().orElseThrow(), averagePrecision, EXACT);
    }

    @Property(tries = 200)
    void theMatrixAtAStepHasItsCountsAndTheYoudenPointItsShares(@ForAll @IntRange(min = 2, max = 60) int n,
            @ForAll long seed) {
        ScoredLabels scored = random(n, seed);
        for (Step step : ThresholdSweep.of(scored).steps()) {
            ConfusionMatrix matrix = ConfusionMatrix.at(step.threshold(), scored);
            assertEquals(step.truePositives(), matrix.truePositives());
            assertEquals(step.falsePositives(), matrix.falsePositives());
        }
        OperatingPoint point = OperatingPoint.byYouden(scored.positives(), scored.scores()).orElseThrow();
        ConfusionMatrix matrix = ConfusionMatrix.at(point.threshold(), scored);

        assertEquals(point.sensitivity(), matrix.sensitivity().orElseThrow(), EXACT);
        assertEquals(point.specificity(), matrix.specificity().orElseThrow(), EXACT);
    }

    /** By hand: 0.4 and 0.8 are called present, one of them is; 0.1 and 0.35 are called absent, one of them is. */
    @Test
    void aScoreOnTheThresholdIsCalledPresent() {
        ConfusionMatrix matrix = ConfusionMatrix.at(0.4, EXAMPLE);

        assertEquals(new ConfusionMatrix(1, 1, 1, 1), matrix);
        assertEquals(0.5, matrix.positivePredictiveValue().orElseThrow());
        assertEquals(0.5, matrix.negativePredictiveValue().orElseThrow());
        assertTrue(ConfusionMatrix.at(9, EXAMPLE).positivePredictiveValue().isEmpty());
        ScoredLabels absent = ScoredLabels.withoutPatients(new boolean[]{false}, new double[]{0.1});
        assertTrue(ConfusionMatrix.at(0.5, absent).sensitivity().isEmpty());
        assertEquals(1, ConfusionMatrix.at(0.5, absent).specificity().orElseThrow());
    }

    /** The example of scikit-learn's calibration_curve with three bins: true 0, 0.5, 1; predicted 0.2, 0.525, 0.85. */
    @Test
    void binsAreThoseOfScikitLearn() {
        Calibration calibration = Calibration.of(ScoredLabels.withoutPatients(
                new boolean[]{false, false, false, false, true, true, true, true, true},
                new double[]{0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1}), 3).orElseThrow();

        assertArrayEquals(new double[]{0, 0.5, 1}, calibration.bins().stream().mapToDouble(Bin::share).toArray(),
                EXACT);
        assertArrayEquals(new double[]{0.2, 0.525, 0.85},
                calibration.bins().stream().mapToDouble(Bin::meanScore).toArray(), EXACT);
        assertEquals(List.of(3, 2, 4), calibration.bins().stream().map(Bin::count).toList());
        assertEquals((3 * 0.2 + 2 * 0.025 + 4 * 0.15) / 9, calibration.expectedError(), EXACT);
    }

    /** The example of scikit-learn's brier_score_loss. */
    @Test
    void brierIsTheMeanSquare() {
        assertEquals(0.0375, Calibration.of(ScoredLabels.withoutPatients(new boolean[]{false, true, true, false},
                new double[]{0.1, 0.9, 0.8, 0.3})).orElseThrow().brier(), EXACT);
    }

    @Test
    void scoresThatAreNoProbabilitiesHaveNoCalibration() {
        assertTrue(Calibration.of(ScoredLabels.withoutPatients(new boolean[]{true}, new double[]{1.5})).isEmpty());
        assertTrue(Calibration.of(ScoredLabels.withoutPatients(new boolean[0], new double[0])).isEmpty());
        assertEquals(1, Calibration.of(ScoredLabels.withoutPatients(new boolean[]{true, false}, new double[]{1, 0.95}))
                .orElseThrow().bins().size(), "1 lies in the last bin");
        assertEquals(1, Calibration.of(ScoredLabels.withoutPatients(new boolean[]{true, false}, new double[]{0, 0.1}))
                .orElseThrow().bins().size(), "0 lies in the first bin, and a border in the lower one");
    }

    /** Two of ten, worked out in Python from the definition, and the closed end z^2 / (n + z^2) of a share of 0. */
    @Test
    void aBinsIntervalIsWilsons() {
        Interval interval = new Bin(0.2, 0.3, 10, 2, 0.3).interval();

        assertEquals(0.05668215, interval.low(), 1e-7);
        assertEquals(0.50983750, interval.high(), 1e-7);
        assertEquals(3.841458820694124 / (5 + 3.841458820694124), new Bin(0, 0.1, 5, 0, 0.1).interval().high(), EXACT);
        assertEquals(0, new Bin(0, 0.1, 5, 0, 0.1).interval().low(), EXACT);
    }

    @Test
    void whoIsWrongAndSureOfItComesFirst() {
        List<RankedError> ranked = RankedError.of(EXAMPLE, 0.38);

        assertEquals(List.of(2, 1, 3, 0), ranked.stream().map(RankedError::row).toList());
        assertEquals(0.65, ranked.getFirst().error(), EXACT);
        assertEquals(
                List.of(Outcome.FALSE_NEGATIVE, Outcome.FALSE_POSITIVE, Outcome.TRUE_POSITIVE, Outcome.TRUE_NEGATIVE),
                ranked.stream().map(RankedError::outcome).toList());
        assertTrue(ranked.getFirst().outcome().isWrong());
        assertFalse(ranked.getLast().outcome().isWrong());
    }
}

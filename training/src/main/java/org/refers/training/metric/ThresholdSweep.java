package org.refers.training.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * What every cut of one finding's scores gives: the points of its ROC and precision-recall curves.
 *
 * @param positives radiographs with the finding
 * @param negatives radiographs without it
 * @param steps one an observed score, from the highest down; equal scores are one step
 */
public record ThresholdSweep(int positives, int negatives, List<Step> steps) {

    /** Creates a sweep; the list is copied. */
    public ThresholdSweep {
        steps = List.copyOf(steps);
    }

    /**
     * One cut.
     *
     * @param threshold this score and higher ones count as present
     * @param truePositives of the present that reach it
     * @param falsePositives of the absent that reach it
     */
    public record Step(double threshold, int truePositives, int falsePositives) {

        /** Share of those that reach the threshold which have the finding, 0 to 1. */
        public double precision() {
            return (double) truePositives / (truePositives + falsePositives);
        }
    }

    /** Cuts at every score. */
    public static ThresholdSweep of(ScoredLabels scored) {
        List<Step> steps = new ArrayList<>();
        new Ranking(scored.positives(), scored.scores())
                .eachThreshold((threshold, present, absent) -> steps.add(new Step(threshold, present, absent)));
        return new ThresholdSweep(scored.positiveCount(), scored.size() - scored.positiveCount(), steps);
    }

    /** Share of the present that reach a step's threshold (recall), 0 to 1; not a number when none is present. */
    public double sensitivity(Step step) {
        return positives == 0 ? Double.NaN : (double) step.truePositives() / positives;
    }

    /** Share of the absent that reach a step's threshold, 0 to 1; not a number when none is absent. */
    public double falsePositiveRate(Step step) {
        return negatives == 0 ? Double.NaN : (double) step.falsePositives() / negatives;
    }
}

package org.refers.training.metric;

import java.util.OptionalDouble;

/**
 * Area under the precision-recall curve as average precision: the sum over thresholds of precision times the gain in
 * recall, without interpolation, which would be optimistic (Davis and Goadrich, ICML 2006).
 */
public final class AveragePrecision {

    private AveragePrecision() {
    }

    /**
     * Computes the average precision; equal scores form one threshold.
     *
     * @param positives whether the finding is present, N
     * @param scores N scores, higher means more likely present
     * @return above 0, up to 1; empty when nothing is positive
     * @throws IllegalArgumentException if the lengths differ or a score is not a number
     */
    public static OptionalDouble of(boolean[] positives, double[] scores) {
        Ranking ranking = new Ranking(positives, scores);
        return ranking.averagePrecision(ranking.ones());
    }
}

package org.refers.training.metric;

import java.util.OptionalDouble;

/**
 * Area under the receiver operating characteristic: the chance that a radiograph with the finding scores above one
 * without it, a tie counting one half (Hanley and McNeil, Radiology 1982).
 */
public final class Auroc {

    private Auroc() {
    }

    /**
     * Computes the area.
     *
     * @param positives whether the finding is present, N
     * @param scores N scores, higher means more likely present
     * @return 0 to 1; empty when only one sign is there, since the area is then undefined
     * @throws IllegalArgumentException if the lengths differ or a score is not a number
     */
    public static OptionalDouble of(boolean[] positives, double[] scores) {
        Ranking ranking = new Ranking(positives, scores);
        return ranking.auroc(ranking.ones());
    }
}

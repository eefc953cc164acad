package org.refers.training.metric;

import java.util.Optional;

/**
 * Where a score is cut into present and absent.
 *
 * @param threshold a score; this score and higher ones count as present
 * @param sensitivity share of the present that reach it, 0 to 1
 * @param specificity share of the absent that do not, 0 to 1
 */
public record OperatingPoint(double threshold, double sensitivity, double specificity) {

    /** Youden's index J = sensitivity + specificity - 1 (Youden, Cancer 1950). */
    public double youden() {
        return sensitivity + specificity - 1;
    }

    /**
     * Finds the observed score with the greatest Youden index; of equals the highest, which shows fewer false boxes.
     *
     * @param positives whether the finding is present, N
     * @param scores N scores, higher means more likely present
     * @return the point, empty when only one sign is there
     */
    public static Optional<OperatingPoint> byYouden(boolean[] positives, double[] scores) {
        return new Ranking(positives, scores).youden();
    }
}

package org.refers.training.bench;

import java.util.Arrays;

/**
 * How far a row of figures goes up or down from its beginning to its end, as a share of its median. The slope is the median of the
 * slopes of all pairs (Theil and Sen), which neither a few outliers nor a single step turns.
 */
final class Trend {

    private Trend() {
    }

    /** The share; 0 of fewer than two figures. */
    static double share(double[] figures) {
        if (figures.length < 2) {
            return 0;
        }
        double[] slopes = new double[figures.length * (figures.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < figures.length; i++) {
            for (int k = i + 1; k < figures.length; k++) {
                slopes[count] = (figures[k] - figures[i]) / (k - i);
                count++;
            }
        }
        return median(slopes) * (figures.length - 1) / median(figures);
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

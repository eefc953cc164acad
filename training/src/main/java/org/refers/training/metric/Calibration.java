package org.refers.training.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far probabilities can be taken at their word: radiographs are sorted into ten equally wide bins of probability, and
 * the share that has the finding is held against the mean probability of each bin.
 *
 * @param bins those that hold something, by rising probability
 * @param expectedError expected calibration error: mean distance of the two over all radiographs, 0 to 1 (Naeini, AAAI
 *     2015)
 * @param brier mean squared distance of probability and label, 0 to 1 (Brier 1950)
 */
public record Calibration(List<Bin> bins, double expectedError, double brier) {

    /** As scikit-learn and most papers draw it; fewer hide the shape, more leave bins with a handful of radiographs. */
    public static final int BINS = 10;

    /** The normal distribution's quantile for 95 %. */
    private static final double Z = 1.959963984540054;

    /** Creates a calibration; the list is copied. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Radiographs of like probability.
     *
     * @param low the bin's lower border
     * @param high its upper border
     * @param count how many, at least 1
     * @param positives of them with the finding
     * @param meanScore their mean probability
     */
    public record Bin(double low, double high, int count, int positives, double meanScore) {

        /** Share with the finding, 0 to 1. */
        public double share() {
            return (double) positives / count;
        }

        /** The share's 95 % interval by Wilson (1927), which holds for few radiographs and for shares of 0 and 1 too. */
        public Interval interval() {
            double square = Z * Z;
            double centre = (positives + square / 2) / (count + square);
            double half = Z / (count + square) * Math.sqrt(count * share() * (1 - share()) + square / 4);
            return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
        }
    }

    /** Sorts into ten bins; empty when there are no rows, or when a score is no probability. */
    public static Optional<Calibration> of(ScoredLabels scored) {
        return of(scored, BINS);
    }

    /** Sorts into equally wide bins; a score on the border of two lies in the lower one, as scikit-learn has it. */
    static Optional<Calibration> of(ScoredLabels scored, int bins) {
        double[] scores = scored.scores();
        if (scores.length == 0 || Arrays.stream(scores).anyMatch(score -> score < 0 || score > 1)) {
            return Optional.empty();
        }
        int[] counts = new int[bins];
        int[] positives = new int[bins];
        double[] sums = new double[bins];
        double brier = 0;
        for (int i = 0; i < scores.length; i++) {
            int bin = Math.max(0, (int) Math.ceil(scores[i] * bins) - 1);
            int label = scored.positives()[i] ? 1 : 0;
            counts[bin]++;
            positives[bin] += label;
            sums[bin] += scores[i];
            brier += (scores[i] - label) * (scores[i] - label);
        }
        List<Bin> filled = new ArrayList<>();
        double error = 0;
        for (int bin = 0; bin < bins; bin++) {
            if (counts[bin] > 0) {
                filled.add(new Bin((double) bin / bins, (bin + 1.0) / bins, counts[bin], positives[bin],
                        sums[bin] / counts[bin]));
                error += Math.abs(sums[bin] - positives[bin]);
            }
        }
        return Optional.of(new Calibration(filled, error / scores.length, brier / scores.length));
    }
}

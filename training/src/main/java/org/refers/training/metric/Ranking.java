package org.refers.training.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The scores of one finding with their labels, sorted once from the highest score down. Both areas are then one pass
 * over the order, which is what makes 2000 bootstrap draws affordable: a draw is a vector of weights, not a new sort.
 */
final class Ranking {

    private final int[] order;
    private final boolean[] positives;
    private final double[] scores;

    /**
     * Sorts scores.
     *
     * @param positives whether the finding is present, N
     * @param scores the model's scores, N, higher means more likely present; any finite numbers
     * @throws IllegalArgumentException if the lengths differ or a score is not a number
     */
    Ranking(boolean[] positives, double[] scores) {
        if (positives.length != scores.length) {
            throw new IllegalArgumentException(positives.length + " labels, but " + scores.length + " scores");
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("score " + i + " is not a number");
            }
        }
        this.positives = positives.clone();
        this.scores = scores.clone();
        this.order = descending(this.scores);
    }

    private static int[] descending(double[] scores) {
        Integer[] boxed = new Integer[scores.length];
        Arrays.setAll(boxed, i -> i);
        Arrays.sort(boxed, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
        return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }

    int size() {
        return order.length;
    }

    int[] ones() {
        int[] weights = new int[order.length];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** Area under the ROC curve by trapezoids, so that a tie counts one half; empty when one sign has no weight. */
    OptionalDouble auroc(int[] weights) {
        double area = 0;
        double positivesAbove = 0;
        double negatives = 0;
        for (int start = 0; start < order.length;) {
            int end = endOfTie(start);
            double tiedPositives = weightOf(weights, start, end, true);
            double tiedNegatives = weightOf(weights, start, end, false);
            area += tiedNegatives * (positivesAbove + tiedPositives / 2);
            positivesAbove += tiedPositives;
            negatives += tiedNegatives;
            start = end;
        }
        return positivesAbove == 0 || negatives == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(area / (positivesAbove * negatives));
    }

    /** Sum over thresholds of precision times the gain in recall; empty when no positive has weight. */
    OptionalDouble averagePrecision(int[] weights) {
        double sum = 0;
        double positivesAbove = 0;
        double above = 0;
        for (int start = 0; start < order.length;) {
            int end = endOfTie(start);
            double tiedPositives = weightOf(weights, start, end, true);
            above += tiedPositives + weightOf(weights, start, end, false);
            positivesAbove += tiedPositives;
            if (above > 0) {
                sum += tiedPositives * positivesAbove / above;
            }
            start = end;
        }
        return positivesAbove == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / positivesAbove);
    }

    /** Takes what a threshold gives. */
    interface ThresholdCounts {

        /** Counts of the present and the absent that score the threshold or higher. */
        void take(double threshold, int truePositives, int falsePositives);
    }

    /** Goes through the observed scores from the highest down; equal scores are one threshold. */
    void eachThreshold(ThresholdCounts counts) {
        int[] ones = ones();
        int truePositives = 0;
        int falsePositives = 0;
        for (int start = 0; start < order.length;) {
            int end = endOfTie(start);
            truePositives += (int) weightOf(ones, start, end, true);
            falsePositives += (int) weightOf(ones, start, end, false);
            counts.take(scores[order[start]], truePositives, falsePositives);
            start = end;
        }
    }

    /** The threshold of greatest Youden index, empty when a sign is missing. */
    Optional<OperatingPoint> youden() {
        int total = (int) weightOf(ones(), 0, order.length, true);
        int negatives = order.length - total;
        if (total == 0 || negatives == 0) {
            return Optional.empty();
        }
        OperatingPoint best = new OperatingPoint(Double.POSITIVE_INFINITY, 0, 1);
        int[] ones = ones();
        double truePositives = 0;
        double falsePositives = 0;
        for (int start = 0; start < order.length;) {
            int end = endOfTie(start);
            truePositives += weightOf(ones, start, end, true);
            falsePositives += weightOf(ones, start, end, false);
            OperatingPoint here = new OperatingPoint(scores[order[start]], truePositives / total,
                    1 - falsePositives / negatives);
            best = here.youden() > best.youden() || Double.isInfinite(best.threshold()) ? here : best;
            start = end;
        }
        return Optional.of(best);
    }

    private int endOfTie(int start) {
        int end = start + 1;
        while (end < order.length && scores[order[end]] == scores[order[start]]) {
            end++;
        }
        return end;
    }

    private double weightOf(int[] weights, int start, int end, boolean sign) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            if (positives[order[i]] == sign) {
                sum += weights[order[i]];
            }
        }
        return sum;
    }
}

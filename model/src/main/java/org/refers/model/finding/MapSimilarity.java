package org.refers.model.finding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How alike two maps are. */
public final class MapSimilarity {

    /** Side of the windows in which structure is compared, as usual for uniform windows. */
    private static final int WINDOW = 7;
    /** Of Wang et al. (2004), for values from 0 to 1: they keep flat windows from dividing by nothing. */
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private MapSimilarity() {
    }

    /**
     * Spearman's rank correlation, equal values sharing their mean rank.
     *
     * @return from -1 to 1; 0 where one of both is constant, since it then orders nothing
     */
    public static double spearman(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(one.length + " values against " + other.length);
        }
        double[] first = ranks(one);
        double[] second = ranks(other);
        double mean = (one.length - 1) / 2.0;
        double both = 0;
        double ofFirst = 0;
        double ofSecond = 0;
        for (int i = 0; i < first.length; i++) {
            both += (first[i] - mean) * (second[i] - mean);
            ofFirst += (first[i] - mean) * (first[i] - mean);
            ofSecond += (second[i] - mean) * (second[i] - mean);
        }
        return ofFirst == 0 || ofSecond == 0 ? 0 : both / Math.sqrt(ofFirst * ofSecond);
    }

    private static double[] ranks(float[] values) {
        int[] order = IntStream.range(0, values.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i])).mapToInt(Integer::intValue).toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /**
     * Structural similarity (Wang et al. 2004): the mean over all windows of 7 x 7 of how alike their means, contrasts and
     * structures are.
     *
     * @param one from 0 to 1, side x side, row after row
     * @param other likewise
     * @param side in pixels; below 7 the whole map is one window
     * @return from -1 to 1; 1 for equal maps
     */
    public static double structural(float[] one, float[] other, int side) {
        if (one.length != side * side || other.length != one.length) {
            throw new IllegalArgumentException(one.length + " and " + other.length + " values of side " + side);
        }
        int window = Math.min(WINDOW, side);
        int places = side - window + 1;
        double[] sums = new double[5];
        double total = 0;
        for (int top = 0; top < places; top++) {
            for (int left = 0; left < places; left++) {
                Arrays.fill(sums, 0);
                for (int row = top; row < top + window; row++) {
                    add(one, other, row * side + left, window, sums);
                }
                total += ofWindow(sums, window * window);
            }
        }
        return total / ((double) places * places);
    }

    private static void add(float[] one, float[] other, int from, int count, double[] sums) {
        for (int i = from; i < from + count; i++) {
            sums[0] += one[i];
            sums[1] += other[i];
            sums[2] += (double) one[i] * one[i];
            sums[3] += (double) other[i] * other[i];
            sums[4] += (double) one[i] * other[i];
        }
    }

    private static double ofWindow(double[] sums, int count) {
        double first = sums[0] / count;
        double second = sums[1] / count;
        double variances = sums[2] / count - first * first + sums[3] / count - second * second;
        double covariance = sums[4] / count - first * second;
        return (2 * first * second + C1) * (2 * covariance + C2)
                / ((first * first + second * second + C1) * (variances + C2));
    }
}

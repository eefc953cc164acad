package org.refers.viewer.chart;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What runs of one kind reached at their label ratios.
 *
 * @param name words for the legend
 * @param points a run each
 */
public record RatioSeries(String name, List<Point> points) {

    /** Creates a series; the list is copied. */
    public RatioSeries {
        points = List.copyOf(points);
    }

    /**
     * A run.
     *
     * @param run its name
     * @param ratio share of the labels it learned from, above 0, up to 1
     * @param maxSteps steps it was to take
     * @param value what it reached
     * @param low lower end of the value's interval, no number without one
     * @param high upper end
     */
    public record Point(String run, double ratio, long maxSteps, double value, double low, double high) {

        boolean hasInterval() {
            return high > low;
        }
    }

    /** The mean of the runs at each ratio, rising. */
    SortedMap<Double, Double> means() {
        SortedMap<Double, double[]> sums = new TreeMap<>();
        for (Point point : points) {
            double[] sum = sums.computeIfAbsent(point.ratio, ratio -> new double[2]);
            sum[0] += point.value;
            sum[1]++;
        }
        SortedMap<Double, Double> means = new TreeMap<>();
        sums.forEach((ratio, sum) -> means.put(ratio, sum[0] / sum[1]));
        return means;
    }
}

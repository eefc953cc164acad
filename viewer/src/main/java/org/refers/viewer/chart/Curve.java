package org.refers.viewer.chart;

import java.util.Arrays;

/** Points of one curve in the order they came, steps rising. Grows without boxing, so a million points are 16 MB. */
public final class Curve {

    private double[] steps = new double[256];
    private double[] values = new double[256];
    private int size;

    /**
     * Adds a point. After a resume steps go back: what lies beyond the new step then belongs to a past that was taken
     * back, and is dropped.
     */
    public void add(double step, double value) {
        while (size > 0 && steps[size - 1] >= step) {
            size--;
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        steps[size] = step;
        values[size] = value;
        size++;
    }

    /** Number of points. */
    public int size() {
        return size;
    }

    /** Step of a point, from 0. */
    public double step(int index) {
        return steps[index];
    }

    /** Value of a point, from 0. */
    public double value(int index) {
        return values[index];
    }

    /** Index of the point nearest to a step, -1 without points. */
    public int nearest(double step) {
        int found = Arrays.binarySearch(steps, 0, size, step);
        if (found >= 0 || size == 0) {
            return found >= 0 ? found : -1;
        }
        int after = -found - 1;
        if (after == size) {
            return size - 1;
        }
        return after > 0 && step - steps[after - 1] <= steps[after] - step ? after - 1 : after;
    }

    /**
     * An exponential moving average over all points, with the bias of its start taken out: the first value is the first
     * point, not a share of it. Looks back only, so it never changes what was drawn before. Points that are no number
     * leave it where it was.
     *
     * @param weight share of the past, 0 (none) to below 1
     */
    public Curve smoothed(double weight) {
        Curve result = new Curve();
        double average = 0;
        double bias = 1;
        for (int i = 0; i < size; i++) {
            if (Double.isFinite(values[i])) {
                average = average * weight + values[i] * (1 - weight);
                bias *= weight;
            }
            result.add(steps[i], bias < 1 ? average / (1 - bias) : Double.NaN);
        }
        return result;
    }
}

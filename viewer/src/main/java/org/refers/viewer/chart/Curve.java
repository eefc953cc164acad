package org.refers.viewer.chart;

import java.util.Arrays;

/** Points of one curve in the order they came, steps rising. Grows without boxing, so a million points are 16 MB. */
public final class Curve {

    private final CurveBlocks blocks = new CurveBlocks();
    private double[] steps = new double[256];
    private double[] values = new double[256];
    private int size;
    private long cuts;

    /**
     * Adds a point. After a resume steps go back: what lies beyond the new step then belongs to a past that was taken
     * back, and is dropped.
     */
    public void add(double step, double value) {
        if (size > 0 && steps[size - 1] >= step) {
            size = firstAt(step);
            blocks.cut(size);
            cuts++;
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        steps[size] = step;
        values[size] = value;
        size++;
        blocks.follow(values, size);
    }

    /** Number of points. */
    public int size() {
        return size;
    }

    /** How often points were taken back; what was computed from them counts while this stays as it is. */
    long cuts() {
        return cuts;
    }

    /** Step of a point, from 0. */
    public double step(int index) {
        return steps[index];
    }

    /** Value of a point, from 0. */
    public double value(int index) {
        return values[index];
    }

    /** Index of the first point at a step or after it; the size if there is none. */
    int firstAt(double step) {
        int found = Arrays.binarySearch(steps, 0, size, step);
        return found >= 0 ? found : -found - 1;
    }

    /** Index of the least of the points from start to before end; a finite one if there is any. */
    int least(int start, int end) {
        return blocks.extreme(values, start, end, false);
    }

    /** Index of the greatest of the points from start to before end; a finite one if there is any. */
    int greatest(int start, int end) {
        return blocks.extreme(values, start, end, true);
    }

    /** Index of the point nearest to a step, -1 without points. */
    public int nearest(double step) {
        if (size == 0) {
            return -1;
        }
        int after = firstAt(step);
        if (after == size) {
            return size - 1;
        }
        return after > 0 && step - steps[after - 1] <= steps[after] - step ? after - 1 : after;
    }

    /** The points from start to before end, which this curve's growth does not change. */
    Curve copy(int start, int end) {
        Curve copy = new Curve();
        copy.steps = Arrays.copyOfRange(steps, start, Math.max(end, start + 1));
        copy.values = Arrays.copyOfRange(values, start, Math.max(end, start + 1));
        copy.size = end - start;
        return copy;
    }

    /** See {@link Smoothing}. */
    public Curve smoothed(double weight) {
        return new Smoothing(this, weight).curve();
    }
}

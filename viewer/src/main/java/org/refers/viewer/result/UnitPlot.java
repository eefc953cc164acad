package org.refers.viewer.result;

import java.util.List;
import java.util.function.IntFunction;

/**
 * What is drawn on a plane whose both axes go from 0 to 1.
 *
 * @param lines curves, the later above the earlier
 * @param marks points that stand out
 * @param bars counts that stand at the foot
 * @param summary what a screen reader says of it
 */
public record UnitPlot(List<Line> lines, List<Mark> marks, List<Bar> bars, String summary) {

    /** Nothing. */
    public static final UnitPlot EMPTY = new UnitPlot(List.of(), List.of(), List.of(), "");

    /** Creates a plot; the lists are copied. */
    public UnitPlot {
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
        bars = List.copyOf(bars);
    }

    /** How a line is drawn. */
    public enum Style {
        /** Strong, and read where the pointer is. */
        CURVE,
        /** Stairs: each value holds back to the point before. */
        STAIRS,
        /** Dashed and faint: what chance or perfection would give. */
        REFERENCE
    }

    /**
     * A line. The arrays are handed over.
     *
     * @param x N values, 0 to 1
     * @param y N values, 0 to 1
     * @param style how
     * @param words what a point is, by its index, for the readout; may have several short lines
     */
    public record Line(double[] x, double[] y, Style style, IntFunction<String> words) {

        /** A straight reference from one point to another. */
        public static Line reference(double fromX, double fromY, double toX, double toY) {
            return new Line(new double[]{fromX, toX}, new double[]{fromY, toY}, Style.REFERENCE, index -> "");
        }
    }

    /**
     * A point with an upright interval.
     *
     * @param x place, 0 to 1
     * @param y place, 0 to 1
     * @param low lower end of the interval, y without one
     * @param high upper end
     * @param strong whether it is the point that matters, such as an operating point
     * @param words what it is
     */
    public record Mark(double x, double y, double low, double high, boolean strong, String words) {

        /** The point that matters. */
        public static Mark operatingPoint(double x, double y, String words) {
            return new Mark(x, y, y, y, true, words);
        }
    }

    /**
     * A count over a part of the x axis.
     *
     * @param from beginning of the part
     * @param to its end
     * @param count how many
     */
    public record Bar(double from, double to, int count) {
    }
}

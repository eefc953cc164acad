package org.refers.viewer.chart;

/**
 * A plot's size and axes, and where steps and values lie in it, in pixels from its upper left corner.
 *
 * @param width pixels in all
 * @param height pixels in all
 * @param steps the axis to the right
 * @param values the axis upwards
 */
record PlotFrame(double width, double height, AxisScale steps, AxisScale values) {

    static final double LEFT = 58;
    static final double RIGHT = 16;
    /** Room for the title: within the plot a line could run through it. */
    static final double TOP = 26;
    static final double BOTTOM = 26;

    private static final double LEAST_PLOT = 20;

    /** Whether there is room to draw anything. */
    static boolean fits(double width, double height) {
        return width > LEFT + RIGHT + LEAST_PLOT && height > TOP + BOTTOM + LEAST_PLOT;
    }

    double plotWidth() {
        return width - LEFT - RIGHT;
    }

    double plotHeight() {
        return height - TOP - BOTTOM;
    }

    double x(double step) {
        return LEFT + steps.share(step) * plotWidth();
    }

    /** Where a value lies; no number for one that the axis cannot have. */
    double y(double value) {
        if (!Double.isFinite(value) || values.logarithmic() && !(value > 0)) {
            return Double.NaN;
        }
        return TOP + (1 - values.share(value)) * plotHeight();
    }

    /** The step at a pixel, that of the nearer end outside the plot. */
    double stepAt(double x) {
        return steps.value(Math.clamp((x - LEFT) / plotWidth(), 0, 1));
    }
}

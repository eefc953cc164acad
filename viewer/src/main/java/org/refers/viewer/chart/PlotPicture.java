package org.refers.viewer.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A plot worked out for a size: axes, ticks and thinned lines, for a canvas or a file to draw. Needs no toolkit, and does
 * not change when the curves grow.
 *
 * @param title what the values are
 * @param frame size and axes
 * @param valueTicks ticks of the values' axis
 * @param stepTicks ticks of the steps' axis
 * @param paths lines, the later above the earlier
 */
record PlotPicture(String title, PlotFrame frame, List<Tick> valueTicks, List<Tick> stepTicks,
        List<PlotPath> paths) {

    private static final double VALUE_TICK_ROOM = 45;
    private static final double STEP_TICK_ROOM = 110;
    /** With two wanted, one may remain, which gives no scale. */
    private static final double LEAST_TICKS = 3;

    /** A value of an axis with its words. */
    record Tick(double value, String label) {
    }

    static PlotPicture of(String title, List<PlotLine> lines, StepRange range, boolean logarithmic, double width,
            double height) {
        AxisScale steps = new AxisScale(range.low(), range.high(), false);
        PlotFrame frame = new PlotFrame(width, height, steps, valueAxis(lines, range, logarithmic));
        return new PlotPicture(title, frame, ticks(frame.values(), frame.plotHeight() / VALUE_TICK_ROOM),
                ticks(steps, frame.plotWidth() / STEP_TICK_ROOM),
                lines.stream().map(line -> PlotPath.of(line, frame)).toList());
    }

    private static List<Tick> ticks(AxisScale axis, double wanted) {
        List<Double> values = axis.ticks((int) Math.max(LEAST_TICKS, wanted));
        List<String> labels = AxisScale.labels(values);
        return IntStream.range(0, values.size())
                .mapToObj(i -> new Tick(values.get(i), labels.get(i))).toList();
    }

    /** The values' axis holds all that lies within the range, so that nothing in view is cut off. */
    private static AxisScale valueAxis(List<PlotLine> lines, StepRange range, boolean logarithmic) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (PlotLine line : lines) {
            Curve curve = line.curve();
            int from = curve.firstAt(range.low());
            int to = curve.firstAt(Math.nextUp(range.high()));
            if (from < to) {
                double top = curve.value(curve.greatest(from, to));
                double bottom = bottom(curve, from, to, logarithmic);
                greatest = Double.isFinite(top) && (!logarithmic || top > 0) ? Math.max(greatest, top) : greatest;
                least = Double.isFinite(bottom) ? Math.min(least, bottom) : least;
            }
        }
        return AxisScale.around(least, greatest, logarithmic);
    }

    private static double bottom(Curve curve, int from, int to, boolean logarithmic) {
        double least = curve.value(curve.least(from, to));
        if (!logarithmic || least > 0) {
            return least;
        }
        double positive = Double.NaN;
        for (int i = from; i < to; i++) {
            double value = curve.value(i);
            positive = value > 0 && !(positive <= value) ? value : positive;
        }
        return positive;
    }
}

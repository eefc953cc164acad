package org.refers.viewer.chart;

/** A line thinned to what a plot of some size shows: points in pixels, gaps where a value cannot be drawn. */
final class PlotPath {

    private final PlotLine line;
    private final double[] xs;
    private final double[] ys;

    private PlotPath(PlotLine line, double[] xs, double[] ys) {
        this.line = line;
        this.xs = xs;
        this.ys = ys;
    }

    static PlotPath of(PlotLine line, PlotFrame frame) {
        Curve curve = line.curve();
        int[] indices = CurveThinner.indices(curve, frame.steps(), Math.max(1, (int) frame.plotWidth()));
        double[] xs = new double[indices.length];
        double[] ys = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            xs[i] = frame.x(curve.step(indices[i]));
            ys[i] = frame.y(curve.value(indices[i]));
        }
        return new PlotPath(line, xs, ys);
    }

    PlotLine line() {
        return line;
    }

    int size() {
        return xs.length;
    }

    double x(int index) {
        return xs[index];
    }

    double y(int index) {
        return ys[index];
    }

    boolean isGap(int index) {
        return Double.isNaN(ys[index]);
    }

    /** Whether a point has no neighbour that a line could join it to. */
    boolean isAlone(int index) {
        return !isGap(index) && (index == 0 || isGap(index - 1)) && (index == xs.length - 1 || isGap(index + 1));
    }

    boolean hasDots() {
        return line.style() == PlotLine.Style.MEASURED;
    }
}

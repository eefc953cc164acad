package org.refers.viewer.chart;

/**
 * A curve as it is drawn.
 *
 * @param name words for the legend and the readout
 * @param curve points
 * @param look colour and dashes
 * @param style how
 */
record PlotLine(String name, Curve curve, LineLook look, Style style) {

    /** How a line is drawn. */
    enum Style {
        /** Faint: every point as it came. */
        RAW,
        /** Strong. */
        STRONG,
        /** With a dot a point: a few measurements, not a stream. */
        MEASURED
    }
}

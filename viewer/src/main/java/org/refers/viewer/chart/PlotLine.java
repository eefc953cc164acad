package org.refers.viewer.chart;

import javafx.scene.paint.Color;

/**
 * A curve as it is drawn.
 *
 * @param name words for the legend and the readout
 * @param curve points
 * @param colour of the line
 * @param style how
 */
record PlotLine(String name, Curve curve, Color colour, Style style) {

    /** How a line is drawn. */
    enum Style {
        /** Faint: every point as it came. */
        RAW,
        /** Strong. */
        SOLID,
        /** Dashed with a dot a point: a few measurements, not a stream. */
        MEASURED
    }
}

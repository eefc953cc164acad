package org.refers.viewer.chart;

import java.util.List;
import org.refers.viewer.theme.PlotColours;

/**
 * Colour and dashes of a line. The colour itself is the theme's.
 *
 * @param place of its colour among the theme's curves
 * @param dashes lengths of stroke and gap in pixels; none for a line without gaps
 */
record LineLook(int place, List<Double> dashes) {

    /** The palette ends with its grey, for what has no colour of its own. */
    private static final int GREY = PlotColours.CURVES - 1;

    private static final List<List<Double>> DASHES = List.of(List.of(), List.of(9.0, 4.0), List.of(2.0, 3.0),
            List.of(10.0, 3.0, 2.0, 3.0));

    /** A look by its places in the palette and among the dash patterns, both of which begin anew at their ends. */
    static LineLook of(int colour, int dash) {
        return new LineLook(colour % PlotColours.CURVES, DASHES.get(dash % DASHES.size()));
    }

    /** Number of looks that {@code of(i, i)} gives before one comes again. */
    static int count() {
        return PlotColours.CURVES * DASHES.size();
    }

    /** The same dashes in grey. */
    LineLook grey() {
        return new LineLook(GREY, dashes);
    }

    double[] dashArray() {
        return dashes.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

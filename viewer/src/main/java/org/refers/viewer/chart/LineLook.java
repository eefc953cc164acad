package org.refers.viewer.chart;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * Colour and dashes of a line.
 *
 * @param colour of the line
 * @param dashes lengths of stroke and gap in pixels; none for a line without gaps
 */
record LineLook(Color colour, List<Double> dashes) {

    /**
     * Colours that people with any common colour vision tell apart: those of Okabe and Ito (Color Universal Design,
     * 2008) but black and dark blue, which do not show on the dark ground, and grey in their place.
     */
    private static final List<Color> COLOURS = List.of(Color.web("#56b4e9"), Color.web("#e69f00"),
            Color.web("#009e73"), Color.web("#f0e442"), Color.web("#cc79a7"), Color.web("#d55e00"),
            Color.web("#bfc7d1"));

    private static final List<List<Double>> DASHES = List.of(List.of(), List.of(9.0, 4.0), List.of(2.0, 3.0),
            List.of(10.0, 3.0, 2.0, 3.0));

    /** A look by its places in the palette and among the dash patterns, both of which begin anew at their ends. */
    static LineLook of(int colour, int dash) {
        return new LineLook(COLOURS.get(colour % COLOURS.size()), DASHES.get(dash % DASHES.size()));
    }

    /** Number of looks that {@code of(i, i)} gives before one comes again. */
    static int count() {
        return COLOURS.size() * DASHES.size();
    }

    double[] dashArray() {
        return dashes.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

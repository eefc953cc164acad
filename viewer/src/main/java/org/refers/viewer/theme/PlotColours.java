package org.refers.viewer.theme;

import java.util.Collections;
import java.util.List;
import javafx.scene.paint.Color;

/**
 * Colours of a plot, as the style sheet of the theme gives them.
 *
 * @param ground behind a plot that is saved
 * @param grid lines of the grid
 * @param axis words at the axes
 * @param text titles and values
 * @param pointer where the pointer is, and lines to compare with
 * @param focus frame of the plot that has the keyboard
 * @param band range that is being dragged
 * @param bars bars behind a curve
 * @param curves of lines that must be told apart
 */
public record PlotColours(Color ground, Color grid, Color axis, Color text, Color pointer, Color focus, Color band,
        Color bars, List<Color> curves) {

    /** As many as people with any common colour vision tell apart. */
    public static final int CURVES = 7;

    /** How much of a measured line shows behind its smoothed one. */
    public static final double FAINT = 0.28;

    /** Of a card over the plot: the lines below show faintly. */
    private static final double CARD_OPACITY = 0.94;

    /** Without a style sheet: grey on nothing in particular. */
    public static final PlotColours PLAIN = new PlotColours(Color.WHITE, Color.LIGHTGRAY, Color.DIMGRAY, Color.BLACK,
            Color.GRAY, Color.GRAY, Color.LIGHTGRAY, Color.LIGHTGRAY,
            Collections.nCopies(CURVES, Color.DIMGRAY));

    /** Copies the list. */
    public PlotColours {
        curves = List.copyOf(curves);
    }

    /** The colour of a curve by its place, counted anew at the end. */
    public Color curve(int place) {
        return curves.get(place % curves.size());
    }

    /** Ground of a card over the plot. */
    public Color card() {
        return ground.deriveColor(0, 1, 1, CARD_OPACITY);
    }
}

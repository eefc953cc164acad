package org.refers.viewer.chart;

import javafx.scene.paint.Color;

/** Colours of plots on the dark ground, for the canvas and for files. */
final class ChartColours {

    static final Color GROUND = Color.web("#12171d");
    static final Color GRID = Color.web("#2b323c");
    static final Color AXIS_TEXT = Color.web("#8b96a5");
    static final Color CROSSHAIR = Color.web("#6b7685");
    static final Color CARD = Color.web("#10151b", 0.94);
    static final Color CARD_TEXT = Color.web("#dfe6ee");
    static final Color FOCUS = Color.web("#4c8dcc");
    static final Color BAND = Color.web("#56b4e9", 0.18);

    /** How much of a measured line shows behind its smoothed one. */
    static final double FAINT = 0.28;

    private ChartColours() {
    }
}

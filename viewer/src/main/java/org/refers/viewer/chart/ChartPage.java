package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Plots under each other with their legend above, for files. Does not change when curves grow; needs no toolkit.
 *
 * @param width pixels
 * @param legend entries, each once
 * @param plots from above
 */
record ChartPage(double width, List<Entry> legend, List<PlotPicture> plots) {

    static final double ROW = 18;
    static final double SWATCH = 26;
    private static final double MARGIN = 12;
    /** Ample for a letter of 11 pixels; what text measures is not known without a toolkit. */
    private static final double LETTER = 6.6;

    /**
     * A line of the legend.
     *
     * @param name words
     * @param look colour and dashes
     * @param dots whether points have dots
     */
    record Entry(String name, LineLook look, boolean dots) {

        private double room() {
            return SWATCH + 8 + name.length() * LETTER + 16;
        }
    }

    /** A legend's entry with its left end and the middle of its line. */
    record Placed(Entry entry, double x, double y) {
    }

    /** The entries in rows as wide as the page. */
    List<Placed> placed() {
        List<Placed> placed = new ArrayList<>();
        double x = PlotFrame.LEFT;
        double y = MARGIN + ROW / 2;
        for (Entry entry : legend) {
            if (x > PlotFrame.LEFT && x + entry.room() > width - MARGIN) {
                x = PlotFrame.LEFT;
                y += ROW;
            }
            placed.add(new Placed(entry, x, y));
            x += entry.room();
        }
        return placed;
    }

    /** Height of the legend with its margins. */
    double legendHeight() {
        return placed().isEmpty() ? MARGIN : placed().getLast().y() + ROW / 2 + MARGIN / 2;
    }

    double height() {
        return legendHeight() + plots.stream().mapToDouble(plot -> plot.frame().height()).sum() + MARGIN;
    }
}

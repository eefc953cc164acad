package org.refers.viewer.chart;

import java.io.IOException;

/** What a chart showed at a moment, to be written in the background while the run goes on. */
public final class ChartCapture {

    private final ChartPage page;
    private final Table table;

    /** The points behind the plots. */
    @FunctionalInterface
    interface Table {

        /** Writes the table, with its header. */
        void write(Appendable out) throws IOException;
    }

    ChartCapture(ChartPage page, Table table) {
        this.page = page;
        this.table = table;
    }

    ChartPage page() {
        return page;
    }

    /** The plots and their legend as SVG 1.1. */
    public String svg() {
        return PageSvg.write(page);
    }

    /** Writes the points in view as comma-separated values in UTF-8 with a header: one line a point. */
    public void writeCsv(Appendable out) throws IOException {
        table.write(out);
    }
}

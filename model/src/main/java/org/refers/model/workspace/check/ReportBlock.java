package org.refers.model.workspace.check;

import java.util.List;

/** A part of a report, before it is written as HTML or Markdown. */
sealed interface ReportBlock {

    /** A heading of a section. */
    record Heading(String text) implements ReportBlock {
    }

    /** A paragraph. */
    record Paragraph(String text) implements ReportBlock {
    }

    /** A list. */
    record Items(List<String> items) implements ReportBlock {
    }

    /**
     * A cell of a table.
     *
     * @param share from 0 to 1 what a bar beside the text shows; below 0 for none
     */
    record Cell(String text, double share) {

        static Cell of(String text) {
            return new Cell(text, -1);
        }

        static Cell of(long number) {
            return of(Long.toString(number));
        }
    }

    /** A table; each row has as many cells as there are columns. */
    record Table(List<String> columns, List<List<Cell>> rows) implements ReportBlock {
    }

    /** Two pictures side by side, as JPEG files. */
    record Pictures(String caption, byte[] one, byte[] other) implements ReportBlock {
    }
}

package org.refers.model.workspace.importer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.workspace.importer.StatedAnnotation.Picture;

/**
 * Reads the table that boxes are exported as, and tables of boxes as {@link BoxTable} takes them: a row a box, or a label where
 * the column {@code label} holds present, absent or uncertain.
 */
final class AnnotationTable {

    static final Map<String, FindingLabel> VALUES = Map.of("present", FindingLabel.PRESENT, "absent",
            FindingLabel.ABSENT, "uncertain", FindingLabel.UNCERTAIN);

    private final String finding;

    private AnnotationTable(CsvTable table) throws IOException {
        this.finding = table.has("finding") ? "finding" : "label";
        if (!table.has("radiograph") && !table.has("file")) {
            throw new IOException("has neither a column radiograph nor a column file; it has "
                    + String.join(", ", table.columns()));
        }
        table.require(finding, "x", "y", "width", "height");
    }

    /**
     * Reads a table.
     *
     * @throws IOException with the reason in words that follow the table's name
     */
    static void read(CsvTable table, Consumer<StatedAnnotation> said, Consumer<String> rejected) throws IOException {
        AnnotationTable read = new AnnotationTable(table);
        for (CsvTable.Row row : table.rows()) {
            try {
                said.accept(read.row(row));
            } catch (IOException e) {
                rejected.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private StatedAnnotation row(CsvTable.Row row) throws IOException {
        String where = "line " + row.line();
        String named = plain(row.get(finding));
        String study = row.get("study");
        Picture picture = new Picture(row.get("radiograph"), plain(row.get("file")), "", size(row, "picture_width"),
                size(row, "picture_height"));
        if (!row.get("measurement").isEmpty() && named.isEmpty()) {
            return new StatedAnnotation.OfMeasurement(where, picture, measurement(row, where));
        }
        if (named.isEmpty() || picture.key().isEmpty() && picture.file().isEmpty() && study.isEmpty()) {
            throw new IOException(where + " names no radiograph or no finding");
        }
        if (!row.get("model").isEmpty()) {
            throw new IOException(where + " is a model's box, which is no reader's");
        }
        String label = finding.equals("finding") ? row.get("label") : "";
        if (!label.isEmpty()) {
            return new StatedAnnotation.OfLabel(where, picture, study, plain(row.get("reader")), named,
                    value(where, label));
        }
        Box box = BoxTable.rectangle(row.line(), row.number("x"), row.number("y"), row.number("width"),
                row.number("height"));
        return new StatedAnnotation.OfBox(where, picture, new ReaderBox(plain(row.get("reader")), named, box));
    }

    private static ReaderMeasurement measurement(CsvTable.Row row, String where) throws IOException {
        ReaderMeasurement.Kind kind = kind(where, row.get("measurement"));
        List<MeasuredLine> lines = new ArrayList<>();
        for (int i = 0; i < kind.lines(); i++) {
            int first = 2 * i + 1;
            lines.add(new MeasuredLine(row.number("x" + first), row.number("y" + first), row.number("x" + (first + 1)),
                    row.number("y" + (first + 1))));
        }
        String reader = plain(row.get("reader"));
        return new ReaderMeasurement(reader.isEmpty() ? BoxTable.REFERENCE : reader, kind, lines);
    }

    static ReaderMeasurement.Kind kind(String where, String word) throws IOException {
        for (ReaderMeasurement.Kind kind : ReaderMeasurement.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw new IOException(where + " has a measurement that is neither distance nor cardiothoracic_ratio");
    }

    static FindingLabel value(String where, String word) throws IOException {
        FindingLabel value = VALUES.get(word.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new IOException(where + " has a label that is neither present nor absent nor uncertain");
        }
        return value;
    }

    /** A text as it was before the export guarded it from spreadsheets, which take it for a formula. */
    private static String plain(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    private static int size(CsvTable.Row row, String column) throws IOException {
        if (row.get(column).isEmpty()) {
            return 0;
        }
        double pixels = row.number(column);
        if (pixels != Math.rint(pixels) || pixels < 1 || pixels > Integer.MAX_VALUE) {
            throw new IOException("line " + row.line() + ": column " + column + " holds no number of pixels");
        }
        return (int) pixels;
    }
}

package org.refers.training.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.importer.CsvTable;

/**
 * A table of readers' boxes: one header row, then one box a row, in pixels of the picture. Columns, of which the first
 * name that is there counts: {@code file}, {@code image} or {@code radiograph} (which picture; without it all rows
 * belong), {@code finding} or {@code label}, {@code reader} (may be missing), {@code x}, {@code y}, {@code width} or
 * {@code w}, {@code height} or {@code h}. It is read as the import reads it.
 */
public final class BoxTable {

    private static final String ONE_READER = "reference";

    private BoxTable() {
    }

    /**
     * Reads the boxes of one picture.
     *
     * @param table the CSV file
     * @param picture name of the picture's file, without its folder
     * @throws IOException if the table cannot be read; the message says why in words that follow its name
     * @throws IllegalArgumentException if a column is missing or a row is no box; the message names it
     */
    public static List<ReaderBox> read(Path table, String picture) throws IOException {
        List<ReaderBox> boxes = new ArrayList<>();
        // The import goes on without an odd row; here each box is part of one figure.
        CsvTable read = CsvTable.readWhole(table);
        Optional<String> file = column(read, "file", "image", "radiograph");
        for (CsvTable.Row row : read.rows()) {
            if (file.isEmpty() || isSame(row.get(file.get()), picture)) {
                boxes.add(box(read, row));
            }
        }
        return boxes;
    }

    private static boolean isSame(String name, String picture) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).equals(picture);
    }

    private static ReaderBox box(CsvTable table, CsvTable.Row row) {
        try {
            Box box = new Box(number(table, row, "x"), number(table, row, "y"), number(table, row, "width", "w"),
                    number(table, row, "height", "h"));
            return new ReaderBox(column(table, "reader").map(row::get).orElse(ONE_READER),
                    row.get(needed(table, "finding", "label")), box);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("line " + row.line() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static double number(CsvTable table, CsvTable.Row row, String... names) {
        String value = row.get(needed(table, names));
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(names[0] + " is no number: " + value, wrong);
        }
    }

    private static String needed(CsvTable table, String... names) {
        return column(table, names)
                .orElseThrow(() -> new IllegalArgumentException("there is no column " + String.join(" or ", names)));
    }

    private static Optional<String> column(CsvTable table, String... names) {
        return Stream.of(names).filter(table::has).findFirst();
    }
}

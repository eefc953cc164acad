package org.refers.model.workspace.importer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;

/**
 * A table of boxes: {@code file}, {@code finding} (or {@code label}), {@code x}, {@code y}, {@code width},
 * {@code height}, and optionally {@code reader}. Rows that name no picture of the import are listed.
 */
final class BoxTable {

    /** Name of the reader where a table names none. */
    static final String REFERENCE = "reference";

    private final Map<String, List<ReaderBox>> boxes = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    static BoxTable none() {
        return new BoxTable();
    }

    static BoxTable read(CsvTable table, ImportSession session) {
        BoxTable read = new BoxTable();
        String finding = table.has("finding") ? "finding" : "label";
        if (!table.has(finding)) {
            session.reject(table.file(), "has no column finding; its boxes were left out");
            return read;
        }
        for (CsvTable.Row row : table.rows()) {
            try {
                read.add(row.get("file"), row.line(), box(row, finding));
            } catch (IOException e) {
                session.reject(table.file(), e.getMessage() + "; the box was left out");
            }
        }
        return read;
    }

    private static ReaderBox box(CsvTable.Row row, String finding) throws IOException {
        if (row.get(finding).isEmpty() || row.get("file").isEmpty()) {
            throw new IOException("line " + row.line() + " names no file or no finding");
        }
        String reader = row.get("reader").isEmpty() ? REFERENCE : row.get("reader");
        return new ReaderBox(reader, row.get(finding), rectangle(row.line(), row.number("x"), row.number("y"),
                row.number("width"), row.number("height")));
    }

    static Box rectangle(int line, double x, double y, double width, double height) throws IOException {
        if (!(width > 0) || !(height > 0) || !Double.isFinite(x + y + width + height)) {
            throw new IOException("line " + line + ": a box needs a width and a height above 0");
        }
        return new Box(x, y, width, height);
    }

    void add(String file, int line, ReaderBox box) {
        boxes.computeIfAbsent(file, name -> new ArrayList<>()).add(box);
        lines.putIfAbsent(file, line);
    }

    /** The boxes of a picture, by the name the tables give it. */
    List<ReaderBox> of(String file) {
        used.add(file);
        return boxes.getOrDefault(file, List.of());
    }

    /** Lists rows that name no picture. */
    void rejectUnused(CsvTable table, ImportSession session) {
        lines.forEach((file, line) -> {
            if (!used.contains(file)) {
                session.reject(table.file(), "line " + line + " names a picture that is not among those imported; its"
                        + " boxes were left out");
            }
        });
    }
}

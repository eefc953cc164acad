package org.refers.training.explain;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;

/**
 * A table of readers' boxes: one header row, then one box a row, in pixels of the picture. Columns, of which the first
 * name that is there counts: {@code file}, {@code image} or {@code radiograph} (which picture; without it all rows
 * belong), {@code finding} or {@code label}, {@code reader} (may be missing), {@code x}, {@code y}, {@code width} or
 * {@code w}, {@code height} or {@code h}.
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
     * @throws IOException if the table cannot be read
     * @throws IllegalArgumentException if a column is missing or a row is no box; the message names it
     */
    public static List<ReaderBox> read(Path table, String picture) throws IOException {
        List<ReaderBox> boxes = new ArrayList<>();
        CsvMapper mapper = new CsvMapper();
        CsvSchema schema = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<Map<String, String>> rows = mapper.readerForMapOf(String.class).with(schema)
                .readValues(table.toFile())) {
            while (rows.hasNext()) {
                Map<String, String> row = new TreeMap<>();
                rows.next().forEach((name, value) -> row.put(name.strip().toLowerCase(Locale.ROOT), value.strip()));
                boolean ours = find(row, "file", "image", "radiograph").map(name -> isSame(name, picture)).orElse(true);
                if (ours) {
                    boxes.add(box(row, rows.getCurrentLocation().getLineNr() - 1));
                }
            }
        }
        return boxes;
    }

    private static boolean isSame(String name, String picture) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).equals(picture);
    }

    private static ReaderBox box(Map<String, String> row, int line) {
        try {
            Box box = new Box(number(row, "x"), number(row, "y"), number(row, "width", "w"),
                    number(row, "height", "h"));
            return new ReaderBox(find(row, "reader").orElse(ONE_READER), needed(row, "finding", "label"), box);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("line " + line + ": " + wrong.getMessage(), wrong);
        }
    }

    private static double number(Map<String, String> row, String... names) {
        String value = needed(row, names);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(names[0] + " is no number: " + value, wrong);
        }
    }

    private static String needed(Map<String, String> row, String... names) {
        return find(row, names)
                .orElseThrow(() -> new IllegalArgumentException("there is no column " + String.join(" or ", names)));
    }

    private static Optional<String> find(Map<String, String> row, String... names) {
        for (String name : names) {
            if (row.containsKey(name)) {
                return Optional.of(row.getOrDefault(name, ""));
            }
        }
        return Optional.empty();
    }
}

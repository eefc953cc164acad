package org.refers.model.workspace.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table with a header row, in UTF-8. Commas, semicolons and tabs separate, whichever the header has most of outside of
 * quotes; values may stand in quotes, also over several lines; a byte-order mark and either kind of line end are
 * taken; column names are compared without regard to case and surrounding space. A row with too few or too many values is
 * left out and named, or ends the reading.
 */
public final class CsvTable {

    /** Four million characters: a hundred times SIIM's longest mask. */
    private static final int LONGEST_LINE = 1 << 22;
    /** The same for a value in quotes, which may go over lines: a quote that is not closed would take in the rest. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder().maxStringLength(LONGEST_LINE)
            .build();

    /** The first line by which Excel is told what separates values. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=([,;\\t|])\"?(?=\\r?\\n)");

    private final Path file;
    private final List<String> columns;
    private final Map<String, Integer> index = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private CsvTable(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            index.putIfAbsent(columns.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    /** Lets a column be found by another name too, unless a column of that name is there. */
    void alias(String written, String name) {
        Integer at = index.get(written);
        if (at != null) {
            index.putIfAbsent(name, at);
        }
    }

    /** A row of values. */
    public static final class Row {
        private final CsvTable table;
        private final int line;
        private final String[] values;

        private Row(CsvTable table, int line, String[] values) {
            this.table = table;
            this.line = line;
            this.values = values;
        }

        /** The line in the file, from 1. */
        public int line() {
            return line;
        }

        /** The value in a column without surrounding space, empty if there is no such column. */
        public String get(String column) {
            Integer at = table.index.get(column.toLowerCase(Locale.ROOT));
            return at == null ? "" : values[at].strip();
        }

        /** The value at a position. */
        String at(int column) {
            return values[column].strip();
        }

        /** The value as a finite number. */
        double number(String column) throws IOException {
            return number(get(column), column);
        }

        /** The value at a position as a finite number. */
        double numberAt(int column) throws IOException {
            return number(at(column), table.columns.get(column));
        }

        private double number(String text, String column) throws IOException {
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // told below, together with NaN and infinities
            }
            throw new IOException("line " + line + ": column " + column + " holds no number");
        }
    }

    /**
     * Reads a table.
     *
     * @param rejected hears of each row that was left out: the table and the reason
     * @throws IOException with the reason in words that follow the table's name, if the whole cannot be read
     */
    static CsvTable read(Path file, BiConsumer<Path, String> rejected) throws IOException {
        List<String> odd = new ArrayList<>();
        CsvTable table = read(file, odd);
        odd.forEach(line -> rejected.accept(file, line + "; the line was left out"));
        return table;
    }

    /**
     * Reads a table of which every row must be sound.
     *
     * @throws IOException with the reason in words that follow the table's name, if a part of it cannot be read
     */
    public static CsvTable readWhole(Path file) throws IOException {
        List<String> odd = new ArrayList<>();
        CsvTable table = read(file, odd);
        if (!odd.isEmpty()) {
            throw new IOException(odd.getFirst());
        }
        return table;
    }

    private static CsvTable read(Path file, List<String> odd) throws IOException {
        String written = TextFiles.table(file);
        requireLines(written);
        Matcher stated = SEPARATOR_LINE.matcher(written);
        boolean isStated = stated.lookingAt();
        // An empty line stays in its place, so that lines keep their numbers.
        String text = isStated ? written.substring(stated.end()) : written;
        CsvSchema schema = CsvSchema.emptySchema()
                .withColumnSeparator(isStated ? stated.group(1).charAt(0) : separator(text));
        ObjectReader reader = mapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES).with(schema);
        try (MappingIterator<String[]> lines = reader.readValues(text)) {
            if (!lines.hasNext()) {
                throw new IOException("is empty: it has no header row");
            }
            CsvTable table = new CsvTable(file, header(lines.next()));
            table.fill(lines, odd);
            return table;
        } catch (StreamConstraintsException e) {
            throw new IOException(
                    "holds a value of more than " + (LONGEST_LINE >> 20) + " million characters, or a quote"
                            + " that is not closed",
                    e);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException("is no table: a quote is not closed or stands in the wrong place", e);
        }
    }

    private static CsvMapper mapper() {
        return CsvMapper.builder(CsvFactory.builder().streamReadConstraints(LIMITS).build()).build();
    }

    private static void requireLines(String text) throws IOException {
        int line = 1;
        for (int from = 0; from < text.length(); line++) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            if (to - from > LONGEST_LINE) {
                throw new IOException("is no table: line " + line + " has more than " + (LONGEST_LINE >> 20)
                        + " million characters");
            }
            from = to + 1;
        }
    }

    /** Column names; a header may end in separators without a name, as spreadsheets write it. */
    private static List<String> header(String[] values) {
        int end = values.length;
        while (end > 1 && values[end - 1].isBlank()) {
            end--;
        }
        return Arrays.stream(values, 0, end).map(String::strip).toList();
    }

    private void fill(MappingIterator<String[]> lines, List<String> odd) throws IOException {
        while (lines.hasNextValue()) {
            String[] values = lines.nextValue();
            int line = lines.getParser().currentTokenLocation().getLineNr();
            int surplus = values.length - columns.size();
            boolean onlyEmptySurplus = surplus > 0
                    && Arrays.stream(values, columns.size(), values.length).allMatch(String::isBlank);
            if (surplus == 0 || onlyEmptySurplus) {
                rows.add(new Row(this, line, values));
            } else {
                odd.add("line " + line + " has " + values.length + " values where the header has " + columns.size());
            }
        }
    }

    /** Of marks that are equally many, the one that tables have more often. */
    private static char separator(String text) {
        int[] counts = new int[128];
        boolean quoted = false;
        for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && c < counts.length) {
                counts[c]++;
            }
        }
        char best = ',';
        for (char mark : new char[]{';', '\t'}) {
            best = counts[mark] > counts[best] ? mark : best;
        }
        return best;
    }

    Path file() {
        return file;
    }

    /** Column names as they are written. */
    public List<String> columns() {
        return columns;
    }

    /** Whether there is a column of that name. */
    public boolean has(String column) {
        return index.containsKey(column.toLowerCase(Locale.ROOT));
    }

    /** The rows under the header, in their order. */
    public List<Row> rows() {
        return rows;
    }

    /** Refuses the table if a column is missing. */
    CsvTable require(String... names) throws IOException {
        for (String name : names) {
            if (!has(name)) {
                throw new IOException("has no column " + name + "; it has " + String.join(", ", columns));
            }
        }
        return this;
    }
}

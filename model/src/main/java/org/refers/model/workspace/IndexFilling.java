package org.refers.model.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.refers.model.study.ViewPosition;

/**
 * An index while it is read. The database writes some thousands of rows into one text: a call into it for each value of each row
 * took more than half of the time.
 */
final class IndexFilling {

    /** Half a megabyte of text; more at once is not faster. */
    private static final int ROWS_AT_ONCE = 4096;
    private static final ViewPosition[] VIEWS = ViewPosition.values();

    private static final String STUDIES = chunked("studies s JOIN patients p ON p.id = s.patient", "s.id",
            parted("s.patient"), texts("s.key"), texts("p.key"), texts(letter("p.split", Split.values())),
            parted("length(CAST(s.taken AS BLOB))"), texts("s.taken"));
    private static final String RADIOGRAPHS = chunked("radiographs r", "r.id", parted("r.study"), texts("r.key"),
            parted("r.sha256"), texts(letter("r.view", VIEWS)),
            texts("CASE WHEN r.modality IN (" + RadiographEntry.noProjections() + ") THEN 'A' ELSE 'B' END"));

    private final Connection connection;

    IndexFilling(Connection connection) {
        this.connection = connection;
    }

    /** What is read of a row, and what parts one row's value from the next one's. */
    private record Column(String sql, String separator) {
    }

    /** Values whose length nothing else tells. */
    private static Column parted(String sql) {
        return new Column(sql, ",");
    }

    /** Texts that begin with a letter or are one, or whose length another column tells. */
    private static Column texts(String sql) {
        return new Column(sql, "");
    }

    /** Rows from a number to before another, in its order: how many they are, the last one's number, then each column as one text. */
    private static String chunked(String tables, String id, Column... columns) {
        StringBuilder together = new StringBuilder("group_concat(id)");
        StringBuilder each = new StringBuilder(id).append(" AS id");
        for (int i = 0; i < columns.length; i++) {
            each.append(", ").append(columns[i].sql).append(" AS c").append(i);
            together.append(", group_concat(c").append(i).append(", '").append(columns[i].separator).append("')");
        }
        return "SELECT count(*), max(id), " + together + " FROM (SELECT " + each + " FROM " + tables + " WHERE " + id
                + " >= ? AND " + id + " < ? ORDER BY " + id + " LIMIT " + ROWS_AT_ONCE + ")";
    }

    /** A word of an enumeration as a letter, and a question mark where it is none. */
    private static String letter(String column, Enum<?>[] words) {
        StringBuilder sql = new StringBuilder("CASE ").append(column);
        for (Enum<?> word : words) {
            sql.append(" WHEN '").append(word.name()).append("' THEN '").append((char) ('A' + word.ordinal()))
                    .append('\'');
        }
        return sql.append(" ELSE '?' END").toString();
    }

    /** Takes the values of one row, one from each column. */
    interface RowReader {

        /** Takes a row. */
        void add(RowText[] columns);
    }

    /**
     * Reads all.
     *
     * @throws IllegalArgumentException if a row or a page is damaged
     */
    StudyIndex index() throws SQLException {
        StudyColumns studies = new StudyColumns();
        PagedRows.each(connection, "study_pages", studies, (from, end) -> studies(from, end, studies));
        StudyIndex.Studies sorted = studies.inOrder();
        RadiographColumns radiographs = new RadiographColumns();
        PagedRows.each(connection, "radiograph_pages", radiographs, (from, end) -> radiographs(from, end, radiographs));
        return new StudyIndex(sorted, radiographs.inOrder(sorted));
    }

    /** Reads the rows of studies from one number to before another. */
    void studies(long from, long end, StudyColumns into) throws SQLException {
        each(STUDIES, from, end, into);
    }

    /** Reads the rows of radiographs from one number to before another. */
    void radiographs(long from, long end, RadiographColumns into) throws SQLException {
        each(RADIOGRAPHS, from, end, into);
    }

    private void each(String sql, long from, long end, RowReader into) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long next = from;
            int count = ROWS_AT_ONCE;
            while (count == ROWS_AT_ONCE) {
                statement.setLong(1, next);
                statement.setLong(2, end);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    count = rows.getInt(1);
                    next = rows.getLong(2) + 1;
                    if (count > 0) {
                        add(columns(rows), count, into);
                    }
                }
            }
        }
    }

    private static RowText[] columns(ResultSet rows) throws SQLException {
        RowText[] columns = new RowText[rows.getMetaData().getColumnCount() - 2];
        for (int i = 0; i < columns.length; i++) {
            byte[] text = rows.getBytes(i + 3);
            columns[i] = new RowText(text == null ? new byte[0] : text);
        }
        return columns;
    }

    private static void add(RowText[] columns, int count, RowReader into) {
        for (int i = 0; i < count; i++) {
            into.add(columns);
        }
        Arrays.stream(columns).forEach(RowText::requireEnd);
    }
}

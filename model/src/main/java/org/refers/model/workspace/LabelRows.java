package org.refers.model.workspace;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The labels of radiographs as {@code upgrade-7.sql} packs them, read by pages or row by row. */
final class LabelRows {

    /** Two bits a label; the database's numbers have a sign. */
    static final int LABELS_A_NUMBER = 31;

    private static final int BYTES_A_ROW = 2 * Integer.BYTES + Long.BYTES;
    private static final String ROWS = "SELECT radiograph, part, packed FROM label_rows WHERE radiograph >= ? AND radiograph < ?"
            + " ORDER BY radiograph, part";

    private LabelRows() {
    }

    /** Takes one number of labels. */
    interface Reader {

        /**
         * Labels of one radiograph.
         *
         * @param radiograph its number
         * @param part the first finding's number by {@link #LABELS_A_NUMBER}
         * @param packed two bits a finding, 0 where there is no label, else its value and 1
         */
        void row(int radiograph, int part, long packed);
    }

    /**
     * Passes over all in the order of the radiographs' numbers.
     *
     * @throws IllegalArgumentException if a page is damaged
     */
    static void each(Connection connection, Reader reader) throws SQLException {
        PagedRows.each(connection, "label_pages", (count, page) -> page(count, page, reader),
                (from, end) -> rows(connection, from, end, reader));
    }

    private static void page(int count, ByteBuffer page, Reader reader) {
        PagedRows.require(page.remaining() == Math.multiplyExact((long) count, BYTES_A_ROW));
        int radiographs = page.position();
        int parts = radiographs + count * Integer.BYTES;
        int packed = parts + count * Integer.BYTES;
        for (int i = 0; i < count; i++) {
            reader.row(page.getInt(radiographs + i * Integer.BYTES), page.getInt(parts + i * Integer.BYTES),
                    page.getLong(packed + i * Long.BYTES));
        }
    }

    private static void rows(Connection connection, long from, long end, Reader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.setLong(1, from);
            statement.setLong(2, end);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.row(rows.getInt(1), rows.getInt(2), rows.getLong(3));
                }
            }
        }
    }

    /** The page of the rows from one radiograph to before another. */
    static ByteBuffer pack(Connection connection, long from, long end) throws SQLException {
        int[] count = new int[1];
        rows(connection, from, end, (radiograph, part, packed) -> count[0]++);
        ByteBuffer page = PagedRows.page(count[0], Math.multiplyExact(count[0], BYTES_A_ROW));
        int radiographs = page.position();
        int parts = radiographs + count[0] * Integer.BYTES;
        int numbers = parts + count[0] * Integer.BYTES;
        int[] at = new int[1];
        rows(connection, from, end, (radiograph, part, packed) -> {
            page.putInt(radiographs + at[0] * Integer.BYTES, radiograph)
                    .putInt(parts + at[0] * Integer.BYTES, part)
                    .putLong(numbers + at[0] * Long.BYTES, packed);
            at[0]++;
        });
        return page.position(0);
    }
}

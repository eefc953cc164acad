package org.refers.model.workspace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows of a table, packed in pages by their numbers: what {@code upgrade-8.sql} says. A page that is not there is no error; its
 * rows are read instead.
 */
final class PagedRows {

    /** A page is half a megabyte at most; one changed row costs the reading of 4,096. */
    static final int SHIFT = 12;
    /** Of the packed bytes. A page of another format, as a newer program may leave, is read as rows. */
    static final int FORMAT = 1;

    private static final int HEADER = 2 * Integer.BYTES;
    private static final int FIRST_CAPACITY = 1024;

    private PagedRows() {
    }

    /** Takes the rows of a page. */
    interface Packed {

        /**
         * Makes room at once, so that columns need not grow.
         *
         * @param bytes of all pages
         */
        default void expect(long bytes) {
            // Whoever keeps no columns needs no room.
        }

        /**
         * Takes them.
         *
         * @param count rows of the page
         * @param page behind its header
         * @throws IllegalArgumentException if the page is damaged
         */
        void add(int count, ByteBuffer page);
    }

    /** Reads rows that are in no page. */
    interface Unpacked {

        /** Reads the rows from one number to before another. */
        void read(long from, long end) throws SQLException;
    }

    /** Passes over all rows in the order of their numbers, by pages where there are some. */
    static void each(Connection connection, String pages, Packed packed, Unpacked rows) throws SQLException {
        packed.expect(bytes(connection, pages));
        long next = Long.MIN_VALUE;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT page, packed FROM " + pages + " ORDER BY page"); ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                ByteBuffer page = ByteBuffer.wrap(found.getBytes(2)).order(ByteOrder.LITTLE_ENDIAN);
                require(page.remaining() >= HEADER);
                if (page.getInt() == FORMAT) {
                    long from = found.getLong(1) << SHIFT;
                    if (next < from) {
                        rows.read(next, from);
                    }
                    int count = page.getInt();
                    require(count >= 0);
                    packed.add(count, page);
                    next = from + (1L << SHIFT);
                }
            }
        }
        rows.read(next, Long.MAX_VALUE);
    }

    private static long bytes(Connection connection, String pages) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT sum(length(packed)) FROM " + pages);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** An empty page for rows, its header written. */
    static ByteBuffer page(int count, int bytes) {
        return ByteBuffer.allocate(Math.addExact(HEADER, bytes)).order(ByteOrder.LITTLE_ENDIAN).putInt(FORMAT)
                .putInt(count);
    }

    static void put(ByteBuffer page, int[] values, int count) {
        page.asIntBuffer().put(values, 0, count);
        page.position(page.position() + count * Integer.BYTES);
    }

    static void put(ByteBuffer page, long[] values, int count) {
        page.asLongBuffer().put(values, 0, count);
        page.position(page.position() + count * Long.BYTES);
    }

    static void take(ByteBuffer page, int[] into, int at, int count) {
        page.asIntBuffer().get(into, at, count);
        page.position(page.position() + count * Integer.BYTES);
    }

    static void take(ByteBuffer page, long[] into, int at, int count) {
        page.asLongBuffer().get(into, at, count);
        page.position(page.position() + count * Long.BYTES);
    }

    /** Each of some values must be the place of a word. */
    static void requireWords(byte[] places, int at, int count, int words) {
        for (int i = at; i < at + count; i++) {
            require(places[i] >= 0 && places[i] < words);
        }
    }

    static void require(boolean sound) {
        if (!sound) {
            throw new IllegalArgumentException("a page of the index is damaged");
        }
    }

    /** The next capacity of columns that are full. */
    static int grown(int capacity) {
        return Math.max(FIRST_CAPACITY, Math.multiplyExact(capacity, 2));
    }
}

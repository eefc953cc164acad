package org.refers.model.workspace.cohort;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of rows. The database hands over a whole column as one text: a row at a time would take as many calls through the
 * driver as there are studies.
 */
final class Rows {

    private Rows() {
    }

    /**
     * The numbers that a statement selects.
     *
     * @param sql selects one column of numbers from 0
     * @param values of its placeholders
     */
    static BitSet set(Connection connection, String sql, List<Object> values) throws SQLException {
        BitSet rows = new BitSet();
        each(connection, sql, values, rows::set);
        return rows;
    }

    /** The numbers that a statement selects, in its order. */
    static IntStream inOrder(Connection connection, String sql) throws SQLException {
        IntStream.Builder rows = IntStream.builder();
        each(connection, sql, List.of(), rows::add);
        return rows.build();
    }

    private static void each(Connection connection, String sql, List<Object> values, IntConsumer row)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "WITH found(row) AS (" + sql + ") SELECT group_concat(row) FROM found")) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                each(result.next() ? result.getBytes(1) : null, row);
            }
        }
    }

    /** What each row of a table belongs to by its own number, 0 for numbers that are not there. */
    static int[] owners(Connection connection, String table, String owner) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(max(id), 0), group_concat(id), group_concat(" + owner + ") FROM " + table);
                ResultSet result = statement.executeQuery()) {
            result.next();
            int[] owners = new int[Math.addExact(result.getInt(1), 1)];
            int[] numbers = new int[owners.length];
            int[] count = {0};
            each(result.getBytes(2), id -> numbers[count[0]++] = id);
            int[] at = {0};
            each(result.getBytes(3), of -> owners[numbers[at[0]++]] = of);
            return owners;
        }
    }

    /** Reads numbers with commas between them, which are all ASCII. */
    private static void each(byte @Nullable [] joined, IntConsumer row) {
        if (joined == null) {
            return;
        }
        int number = 0;
        for (byte letter : joined) {
            if (letter == ',') {
                row.accept(number);
                number = 0;
            } else {
                number = Math.addExact(Math.multiplyExact(number, 10), letter - '0');
            }
        }
        row.accept(number);
    }
}

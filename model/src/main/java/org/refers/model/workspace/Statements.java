package org.refers.model.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL in short, inside one transaction of one writer: statements are prepared once, and numbers of rows are known before they are written. */
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /**
     * The number that a table's next row would get. Asking for it by RETURNING takes as long as the row itself; and nobody else
     * writes before this transaction ends.
     */
    long next(String table) throws SQLException {
        Long known = numbers.get(table);
        if (known == null) {
            known = find("SELECT coalesce(max(id), 0) + 1 FROM " + table).orElseThrow();
            numbers.put(table, known);
        }
        return known;
    }

    /** Says that a row has this number now, and returns it. */
    long taken(String table, long number) {
        numbers.put(table, number + 1);
        return number;
    }

    /** Writes, and returns how many rows changed. */
    int change(String sql, @Nullable Object... values) throws SQLException {
        return fill(sql, values).executeUpdate();
    }

    /** The first row's number. */
    Optional<Long> find(String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = fill(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    /** The first row's text, which must be there. */
    String text(String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = fill(sql, values).executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("the workspace lacks a row it must have; it is damaged");
            }
            return rows.getString(1);
        }
    }

    /** The statement with its values, for rows that are read one by one. */
    PreparedStatement fill(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
    }
}

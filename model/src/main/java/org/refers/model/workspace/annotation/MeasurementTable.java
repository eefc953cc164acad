package org.refers.model.workspace.annotation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.finding.ReaderMeasurement.Kind;

/** The rows of the table {@code measurements}. */
final class MeasurementTable {

    private static final String COLUMNS = "SELECT id, radiograph, reader, kind, x1, y1, x2, y2, x3, y3, x4, y4"
            + " FROM measurements ";
    private static final int COORDINATES = 8;

    private final Connection connection;

    MeasurementTable(Connection connection) {
        this.connection = connection;
    }

    /** The measurements of a radiograph, oldest first. */
    List<DrawnMeasurement> of(String radiograph) throws SQLException {
        return rows("WHERE radiograph = ? ORDER BY changed, id", Optional.of(radiograph));
    }

    /** All measurements, by radiograph. */
    List<DrawnMeasurement> all() throws SQLException {
        return rows("ORDER BY radiograph, changed, id", Optional.empty());
    }

    private List<DrawnMeasurement> rows(String condition, Optional<String> value) throws SQLException {
        List<DrawnMeasurement> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + condition)) {
            if (value.isPresent()) {
                statement.setString(1, value.get());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new DrawnMeasurement(rows.getString(1), rows.getString(2), measurement(rows)));
                }
            }
        }
        return found;
    }

    private static ReaderMeasurement measurement(ResultSet rows) throws SQLException {
        Kind kind = Kind.valueOf(rows.getString("kind").toUpperCase(Locale.ROOT));
        List<MeasuredLine> lines = new ArrayList<>();
        lines.add(new MeasuredLine(rows.getDouble("x1"), rows.getDouble("y1"), rows.getDouble("x2"),
                rows.getDouble("y2")));
        if (kind.lines() > 1) {
            lines.add(new MeasuredLine(rows.getDouble("x3"), rows.getDouble("y3"), rows.getDouble("x4"),
                    rows.getDouble("y4")));
        }
        return new ReaderMeasurement(rows.getString("reader"), kind, lines);
    }

    /** What is there now. */
    Optional<ReaderMeasurement> held(String id) throws SQLException {
        return rows("WHERE id = ?", Optional.of(id)).stream().findFirst().map(DrawnMeasurement::measurement);
    }

    /** Makes a step; false, with nothing changed, if what it begins from is no longer there. */
    boolean make(AnnotationChange.OfMeasurement change, long now) throws SQLException {
        if (!held(change.id()).equals(change.before())) {
            return false;
        }
        if (change.after().isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM measurements WHERE id = ?")) {
                statement.setString(1, change.id());
                statement.executeUpdate();
            }
            return true;
        }
        // What is moved stays where it stood in the list.
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO measurements (id, radiograph,"
                + " reader, kind, x1, y1, x2, y2, x3, y3, x4, y4, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET x1 = excluded.x1, y1 = excluded.y1, x2 = excluded.x2,"
                + " y2 = excluded.y2, x3 = excluded.x3, y3 = excluded.y3, x4 = excluded.x4, y4 = excluded.y4")) {
            ReaderMeasurement made = change.after().get();
            statement.setString(1, change.id());
            statement.setString(2, change.subject());
            statement.setString(3, made.reader());
            statement.setString(4, made.kind().name().toLowerCase(Locale.ROOT));
            for (int i = 0; i < COORDINATES; i++) {
                if (i / 4 < made.lines().size()) {
                    statement.setDouble(5 + i, coordinate(made.lines().get(i / 4), i % 4));
                } else {
                    statement.setNull(5 + i, Types.REAL);
                }
            }
            statement.setLong(5 + COORDINATES, now);
            statement.executeUpdate();
        }
        return true;
    }

    private static double coordinate(MeasuredLine line, int number) {
        return switch (number) {
            case 0 -> line.x1();
            case 1 -> line.y1();
            case 2 -> line.x2();
            default -> line.y2();
        };
    }
}

package org.refers.model.workspace.annotation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;

/** The rows of the table {@code drawn_boxes}. */
final class BoxTable {

    private final Connection connection;

    BoxTable(Connection connection) {
        this.connection = connection;
    }

    /** The boxes of a radiograph, oldest change first. */
    List<DrawnBox> of(String radiograph) throws SQLException {
        List<DrawnBox> boxes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, reader, finding, x, y, width,"
                + " height FROM drawn_boxes WHERE radiograph = ? ORDER BY changed, id")) {
            statement.setString(1, radiograph);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    boxes.add(new DrawnBox(rows.getString(1), radiograph, box(rows)));
                }
            }
        }
        return List.copyOf(boxes);
    }

    /** The boxes of a radiograph that came with the data, and behind them those that were drawn here; none if it is not in the workspace. */
    List<ReaderBox> all(String radiograph) throws SQLException {
        List<ReaderBox> boxes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT reader, finding, x, y, width, height"
                + " FROM all_boxes WHERE radiograph = (SELECT id FROM radiographs WHERE key = ?) ORDER BY place, drawn")) {
            statement.setString(1, radiograph);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    boxes.add(box(rows));
                }
            }
        }
        return boxes;
    }

    /** A box of a row that has its columns by name. */
    static ReaderBox box(ResultSet rows) throws SQLException {
        return new ReaderBox(rows.getString("reader"), rows.getString("finding"), new Box(rows.getDouble("x"),
                rows.getDouble("y"), rows.getDouble("width"), rows.getDouble("height")));
    }

    /** What is there now. */
    Optional<ReaderBox> held(String id) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT reader, finding, x, y, width, height FROM drawn_boxes WHERE id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(box(rows)) : Optional.empty();
            }
        }
    }

    /** Makes a change, in one statement with the question; false, with nothing changed, if what it begins from is no longer there. */
    boolean make(AnnotationChange.OfBox change, long now) throws SQLException {
        if (change.before().isEmpty()) {
            return insert(change, change.after().orElseThrow(), now);
        }
        ReaderBox before = change.before().get();
        String as = " WHERE id = ? AND reader = ? AND finding = ? AND x = ? AND y = ? AND width = ? AND height = ?";
        String sql = change.after().isEmpty()
                ? "DELETE FROM drawn_boxes" + as
                : "UPDATE drawn_boxes SET finding = ?, x = ?, y = ?, width = ?, height = ?, changed = ?" + as;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 1;
            if (change.after().isPresent()) {
                place = bind(statement, place, change.after().get());
                statement.setLong(place++, now);
            }
            statement.setString(place++, change.id());
            statement.setString(place++, before.reader());
            bind(statement, place, before);
            return statement.executeUpdate() == 1;
        }
    }

    private boolean insert(AnnotationChange.OfBox change, ReaderBox box, long now) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("INSERT INTO drawn_boxes (id, radiograph, reader,"
                        + " finding, x, y, width, height, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, change.id());
            statement.setString(2, change.subject());
            statement.setString(3, box.reader());
            statement.setLong(bind(statement, 4, box), now);
            return statement.executeUpdate() == 1;
        }
    }

    /** Sets finding and place from a position on, and returns the position behind them. */
    private static int bind(PreparedStatement statement, int from, ReaderBox box) throws SQLException {
        statement.setString(from, box.finding());
        statement.setDouble(from + 1, box.box().x());
        statement.setDouble(from + 2, box.box().y());
        statement.setDouble(from + 3, box.box().width());
        statement.setDouble(from + 4, box.box().height());
        return from + 5;
    }
}

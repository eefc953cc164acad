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

    /** Makes a change; false, with nothing changed, if what it begins from is no longer there. */
    boolean make(AnnotationChange.OfBox change, long now) throws SQLException {
        if (!held(change.id()).equals(change.before())) {
            return false;
        }
        if (change.after().isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM drawn_boxes WHERE id = ?")) {
                statement.setString(1, change.id());
                statement.executeUpdate();
            }
            return true;
        }
        ReaderBox box = change.after().get();
        try (PreparedStatement statement = connection.prepareStatement("INSERT OR REPLACE INTO drawn_boxes"
                + " (id, radiograph, reader, finding, x, y, width, height, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setString(1, change.id());
            statement.setString(2, change.subject());
            statement.setString(3, box.reader());
            statement.setString(4, box.finding());
            statement.setDouble(5, box.box().x());
            statement.setDouble(6, box.box().y());
            statement.setDouble(7, box.box().width());
            statement.setDouble(8, box.box().height());
            statement.setLong(9, now);
            statement.executeUpdate();
        }
        return true;
    }
}

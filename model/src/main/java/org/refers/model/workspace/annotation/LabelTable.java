package org.refers.model.workspace.annotation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.finding.FindingLabel;

/** The rows of the table {@code reader_labels}. */
final class LabelTable {

    private final Connection connection;

    LabelTable(Connection connection) {
        this.connection = connection;
    }

    /** A reader's labels of a radiograph or a study, by the names of the findings. */
    Map<String, FindingLabel> of(String subject, String reader) throws SQLException {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT finding, value FROM reader_labels WHERE subject = ? AND reader = ? ORDER BY finding")) {
            statement.setString(1, subject);
            statement.setString(2, reader);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    labels.put(rows.getString(1), FindingLabel.values()[rows.getInt(2)]);
                }
            }
        }
        return labels;
    }

    /** The labels of all readers, by radiograph or study. */
    Map<String, List<GivenLabel>> all() throws SQLException {
        Map<String, List<GivenLabel>> labels = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT subject, reader, finding, value FROM reader_labels ORDER BY subject, reader, finding");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                labels.computeIfAbsent(rows.getString(1), subject -> new ArrayList<>())
                        .add(new GivenLabel(rows.getString(1), rows.getString(2), rows.getString(3),
                                FindingLabel.values()[rows.getInt(4)]));
            }
        }
        return labels;
    }

    /** What is said now of what a change is about. */
    FindingLabel held(AnnotationChange.OfLabel change) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT value FROM reader_labels WHERE subject = ? AND reader = ? AND finding = ?")) {
            name(statement, change);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? FindingLabel.values()[rows.getInt(1)] : FindingLabel.UNKNOWN;
            }
        }
    }

    /** Makes a change; false, with nothing changed, if what it begins from is no longer there. */
    boolean make(AnnotationChange.OfLabel change, long now) throws SQLException {
        if (held(change) != change.before()) {
            return false;
        }
        boolean isGone = change.after() == FindingLabel.UNKNOWN;
        String sql = isGone
                ? "DELETE FROM reader_labels WHERE subject = ? AND reader = ? AND finding = ?"
                : "INSERT OR REPLACE INTO reader_labels (subject, reader, finding, value, changed) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            name(statement, change);
            if (!isGone) {
                statement.setInt(4, change.after().ordinal());
                statement.setLong(5, now);
            }
            statement.executeUpdate();
        }
        return true;
    }

    private static void name(PreparedStatement statement, AnnotationChange.OfLabel change) throws SQLException {
        statement.setString(1, change.subject());
        statement.setString(2, change.reader());
        statement.setString(3, change.finding());
    }
}

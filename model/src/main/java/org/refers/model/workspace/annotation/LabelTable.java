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

    /** A reader's labels of two subjects, those of the first and then those of the second. */
    List<Map<String, FindingLabel>> of(String one, String other, String reader) throws SQLException {
        List<Map<String, FindingLabel>> labels = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT subject, finding, value FROM reader_labels"
                        + " WHERE subject IN (?, ?) AND reader = ? ORDER BY finding")) {
            statement.setString(1, one);
            statement.setString(2, other);
            statement.setString(3, reader);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    labels.get(rows.getString(1).equals(one) ? 0 : 1).put(rows.getString(2),
                            FindingLabel.values()[rows.getInt(3)]);
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

    /** Makes a change, in one statement with the question; false, with nothing changed, if what it begins from is no longer there. */
    boolean make(AnnotationChange.OfLabel change, long now) throws SQLException {
        boolean isNew = change.before() == FindingLabel.UNKNOWN;
        boolean isGone = change.after() == FindingLabel.UNKNOWN;
        String as = " WHERE subject = ?1 AND reader = ?2 AND finding = ?3 AND value = ?4";
        String sql = isNew
                ? "INSERT INTO reader_labels (subject, reader, finding, value, changed) VALUES (?1, ?2, ?3, ?5, ?6)"
                        + " ON CONFLICT DO NOTHING"
                : isGone
                        ? "DELETE FROM reader_labels" + as
                        : "UPDATE reader_labels SET value = ?5, changed = ?6" + as;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            name(statement, change);
            if (!isNew) {
                statement.setInt(4, change.before().ordinal());
            }
            if (!isGone) {
                statement.setInt(5, change.after().ordinal());
                statement.setLong(6, now);
            }
            return statement.executeUpdate() == 1;
        }
    }

    private static void name(PreparedStatement statement, AnnotationChange.OfLabel change) throws SQLException {
        statement.setString(1, change.subject());
        statement.setString(2, change.reader());
        statement.setString(3, change.finding());
    }
}

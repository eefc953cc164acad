package org.refers.model.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.refers.model.study.Report;

/**
 * Reads the index of a side and what belongs to it. Tables are scanned in the order in which they lie on the disk and joined
 * by sorted numbers, without an object a row.
 */
final class IndexReader {

    /** Placeholders of a statement; a batch of more studies takes several. */
    private static final int REPORTS_AT_ONCE = 64;

    /** One text of numbers: a call into the database for each took longer than all else. */
    private static final String OF_WORDS = "SELECT count(*), group_concat(study) FROM reports WHERE words >= ?";

    private final Connection connection;

    IndexReader(Connection connection) {
        this.connection = connection;
    }

    StudyIndex index() throws SQLException {
        try {
            return new IndexFilling(connection).index();
        } catch (IllegalArgumentException damaged) {
            throw damaged(damaged);
        }
    }

    static SQLException damaged(IllegalArgumentException reason) {
        return new SQLException("a key, a SHA-256, a word or a page of the workspace's index is damaged", reason);
    }

    /** The reports of studies, in their order; empty where there is none. */
    List<Optional<Report>> reports(StudyIndex index, int[] studies) throws SQLException {
        Map<Integer, Report> found = new HashMap<>();
        for (int from = 0; from < studies.length; from += REPORTS_AT_ONCE) {
            find(index, Arrays.copyOfRange(studies, from, Math.min(studies.length, from + REPORTS_AT_ONCE)), found);
        }
        List<Optional<Report>> reports = new ArrayList<>();
        for (int study : studies) {
            reports.add(Optional.ofNullable(found.get(index.row(study))));
        }
        return reports;
    }

    private void find(StudyIndex index, int[] studies, Map<Integer, Report> found) throws SQLException {
        String places = "?,".repeat(studies.length);
        String sql = "SELECT study, findings, impression FROM reports WHERE study IN ("
                + places.substring(0, places.length() - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < studies.length; i++) {
                statement.setInt(i + 1, index.row(studies[i]));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getInt(1), new Report(rows.getString(2), rows.getString(3)));
                }
            }
        }
    }

    /** See {@link Workspace#eachReport}. */
    void eachReport(int letters, boolean uncounted, ObjIntConsumer<Report> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT study, substr(findings, 1, ?), substr(impression, 1, ?) FROM reports"
                        + (uncounted ? " WHERE words IS NULL" : ""))) {
            statement.setInt(1, letters);
            statement.setInt(2, letters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.accept(new Report(rows.getString(2), rows.getString(3)), rows.getInt(1));
                }
            }
        }
    }

    /** See {@link Workspace#studiesOfWords}. */
    int[] studiesOfWords(int words) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_WORDS)) {
            statement.setInt(1, words);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                int[] studies = new int[row.getInt(1)];
                if (studies.length > 0) {
                    RowText numbers = new RowText(row.getBytes(2));
                    Arrays.setAll(studies, i -> numbers.number());
                }
                return studies;
            }
        }
    }
}

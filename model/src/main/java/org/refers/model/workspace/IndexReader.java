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
import org.refers.model.finding.FindingLabel;
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

    /** See {@link Workspace#labels}. */
    byte[] labels(StudyIndex index, List<String> findings) throws SQLException {
        int width = findings.size();
        byte[] labels = new byte[Math.multiplyExact(index.radiographs(), width)];
        Arrays.fill(labels, (byte) FindingLabel.UNKNOWN.ordinal());
        int[] columns = columns(findings);
        RowNumbers positions = RowNumbers.ofRadiographs(index);
        try {
            LabelRows.each(connection, (radiograph, part, packed) -> {
                int position = positions.of(radiograph);
                if (position >= 0) {
                    unpack(part * LabelRows.LABELS_A_NUMBER, packed, columns, labels, position * width);
                }
            });
            return labels;
        } catch (IllegalArgumentException damaged) {
            throw damaged(damaged);
        }
    }

    /** Column of each finding by its number in the database, -1 where it is not asked for. */
    private int[] columns(List<String> findings) throws SQLException {
        Map<Integer, Integer> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, name FROM findings");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.put(rows.getInt(1), findings.indexOf(rows.getString(2)));
            }
        }
        int[] byNumber = new int[columns.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1];
        Arrays.fill(byNumber, -1);
        columns.forEach((number, column) -> byNumber[number] = column);
        return byNumber;
    }

    private static void unpack(int finding, long packed, int[] columns, byte[] labels, int row) {
        int number = finding;
        for (long rest = packed; rest != 0 && number < columns.length; rest >>>= 2) {
            int value = (int) (rest & 3);
            if (value > 0 && columns[number] >= 0) {
                labels[row + columns[number]] = (byte) (value - 1);
            }
            number++;
        }
    }
}

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

    /** Two bits a label; the database's numbers have a sign. */
    private static final int LABELS_A_NUMBER = 31;
    /** Placeholders of a statement; a batch of more studies takes several. */
    private static final int REPORTS_AT_ONCE = 64;

    private final Connection connection;

    IndexReader(Connection connection) {
        this.connection = connection;
    }

    StudyIndex index() throws SQLException {
        try {
            return new IndexFilling(connection).index();
        } catch (IllegalArgumentException damaged) {
            throw new SQLException("a key, a SHA-256 or a word of the workspace is damaged", damaged);
        }
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

    /** Passes over the reports in no certain order: the beginning of both sections, and the study's number. */
    void eachReport(int letters, ObjIntConsumer<Report> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT study, substr(findings, 1, ?), substr(impression, 1, ?) FROM reports")) {
            statement.setInt(1, letters);
            statement.setInt(2, letters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.accept(new Report(rows.getString(2), rows.getString(3)), rows.getInt(1));
                }
            }
        }
    }

    /** See {@link Workspace#labels}. */
    byte[] labels(StudyIndex index, List<String> findings) throws SQLException {
        byte[] labels = new byte[Math.multiplyExact(index.radiographs(), findings.size())];
        Arrays.fill(labels, (byte) FindingLabel.UNKNOWN.ordinal());
        int[] columns = columns(findings);
        RowNumbers positions = RowNumbers.ofRadiographs(index);
        for (int base = 0; base < columns.length; base += LABELS_A_NUMBER) {
            int[] part = Arrays.copyOfRange(columns, base, Math.min(columns.length, base + LABELS_A_NUMBER));
            if (Arrays.stream(part).anyMatch(column -> column >= 0)) {
                unpack(base / LABELS_A_NUMBER, part, positions, labels, findings.size());
            }
        }
        return labels;
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

    private void unpack(int part, int[] columns, RowNumbers positions, byte[] labels, int width) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT radiograph, packed FROM label_rows WHERE part = " + part);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                int radiograph = positions.of(rows.getInt(1));
                long packed = radiograph >= 0 ? rows.getLong(2) : 0;
                for (int i = 0; i < columns.length && packed != 0; i++) {
                    int value = (int) (packed >>> 2 * i & 3);
                    if (value > 0 && columns[i] >= 0) {
                        labels[radiograph * width + columns[i]] = (byte) (value - 1);
                    }
                }
            }
        }
    }
}

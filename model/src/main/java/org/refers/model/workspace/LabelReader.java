package org.refers.model.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refers.model.finding.FindingLabel;

/** Reads the labels of an index's radiographs, layer over layer: each says more of a radiograph than the one before. */
final class LabelReader {

    private static final String OF_STUDIES = "SELECT r.id, f.name, l.value FROM study_labels l"
            + " JOIN findings f ON f.id = l.finding JOIN radiographs r ON r.study = l.study";
    /** Present or absent if more than half of the readers say so. */
    private static final String VERDICT = "SELECT r.id, l.finding, CASE WHEN 2 * sum(l.value = 0) > count(*) THEN 0"
            + " WHEN 2 * sum(l.value = 1) > count(*) THEN 1 ELSE 2 END FROM reader_labels l";
    private static final String READ_OF_STUDIES = VERDICT + " JOIN studies s ON s.key = l.subject"
            + " JOIN radiographs r ON r.study = s.id GROUP BY r.id, l.finding";
    private static final String READ_OF_RADIOGRAPHS = VERDICT
            + " JOIN radiographs r ON r.key = l.subject GROUP BY r.id, l.finding";

    private final Connection connection;

    LabelReader(Connection connection) {
        this.connection = connection;
    }

    /** See {@link Workspace#labels}. */
    byte[] labels(StudyIndex index, List<String> findings, LabelOrigin origin) throws SQLException {
        byte[] labels = new byte[Math.multiplyExact(index.radiographs(), findings.size())];
        Arrays.fill(labels, (byte) FindingLabel.UNKNOWN.ordinal());
        RowNumbers positions = RowNumbers.ofRadiographs(index);
        if (origin != LabelOrigin.READERS) {
            fill(OF_STUDIES, positions, findings, labels);
            unpack(positions, findings, labels);
        }
        if (origin != LabelOrigin.DATA) {
            fill(READ_OF_STUDIES, positions, findings, labels);
            fill(READ_OF_RADIOGRAPHS, positions, findings, labels);
        }
        return labels;
    }

    /** See {@link Workspace#labelledFindings}. */
    List<String> findings(LabelOrigin origin) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        if (origin != LabelOrigin.READERS) {
            names.addAll(names("SELECT name FROM findings f WHERE EXISTS (SELECT 1 FROM labels WHERE finding = f.id)"
                    + " OR EXISTS (SELECT 1 FROM study_labels l JOIN radiographs r ON r.study = l.study"
                    + " WHERE l.finding = f.id) ORDER BY id"));
        }
        if (origin != LabelOrigin.DATA) {
            names.addAll(
                    names("SELECT DISTINCT finding FROM reader_labels WHERE subject IN (SELECT key FROM radiographs)"
                            + " OR subject IN (SELECT s.key FROM studies s JOIN radiographs r ON r.study = s.id) ORDER BY 1"));
        }
        return List.copyOf(names);
    }

    private List<String> names(String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Takes rows of a radiograph, a finding and a value over what is there. */
    private void fill(String sql, RowNumbers positions, List<String> findings, byte[] labels) throws SQLException {
        Map<String, Integer> columns = new HashMap<>();
        findings.forEach(name -> columns.putIfAbsent(name, findings.indexOf(name)));
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                int radiograph = positions.of(rows.getInt(1));
                Integer column = columns.get(rows.getString(2));
                if (radiograph >= 0 && column != null) {
                    labels[radiograph * findings.size() + column] = rows.getByte(3);
                }
            }
        }
    }

    private void unpack(RowNumbers positions, List<String> findings, byte[] labels) throws SQLException {
        int width = findings.size();
        int[] columns = columns(findings);
        try {
            LabelRows.each(connection, (radiograph, part, packed) -> {
                int position = positions.of(radiograph);
                if (position >= 0) {
                    unpack(part * LabelRows.LABELS_A_NUMBER, packed, columns, labels, position * width);
                }
            });
        } catch (IllegalArgumentException damaged) {
            throw IndexReader.damaged(damaged);
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

package org.refers.model.workspace;

import java.nio.ByteBuffer;
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
import org.jspecify.annotations.Nullable;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;

/**
 * Reads the index of a side and what belongs to it. Tables are scanned in the order in which they lie on the disk and joined
 * by sorted numbers, without an object a row.
 */
final class IndexReader {

    /** Two bits a label. */
    private static final int LABELS_A_NUMBER = 32;
    /** Placeholders of a statement; a batch of more studies takes several. */
    private static final int REPORTS_AT_ONCE = 64;

    private final Connection connection;

    IndexReader(Connection connection) {
        this.connection = connection;
    }

    StudyIndex index() throws SQLException {
        try {
            return new Filling(connection).index();
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

    /** Passes over the reports in no certain order: the beginning of both sections, and the study's position. */
    void eachReport(StudyIndex index, int letters, ObjIntConsumer<Report> reader) throws SQLException {
        RowNumbers positions = RowNumbers.ofStudies(index);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT study, substr(findings, 1, ?), substr(impression, 1, ?) FROM reports")) {
            statement.setInt(1, letters);
            statement.setInt(2, letters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int study = positions.of(rows.getInt(1));
                    if (study >= 0) {
                        reader.accept(new Report(rows.getString(2), rows.getString(3)), study);
                    }
                }
            }
        }
    }

    /** See {@link Workspace#labels}. The database packs a radiograph's labels into a number: one row, not fourteen. */
    byte[] labels(StudyIndex index, List<String> findings) throws SQLException {
        byte[] labels = new byte[Math.multiplyExact(index.radiographs(), findings.size())];
        Arrays.fill(labels, (byte) FindingLabel.UNKNOWN.ordinal());
        int[] columns = columns(findings);
        RowNumbers positions = RowNumbers.ofRadiographs(index);
        for (int base = 0; base < columns.length; base += LABELS_A_NUMBER) {
            int end = Math.min(columns.length, base + LABELS_A_NUMBER);
            if (Arrays.stream(columns, base, end).anyMatch(column -> column >= 0)) {
                unpack(base, Arrays.copyOfRange(columns, base, end), positions, labels, findings.size());
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

    private void unpack(int base, int[] columns, RowNumbers positions, byte[] labels, int width)
            throws SQLException {
        // No WHERE, which costs as much as the sum: shifts to the right or by 64 and more leave nothing of other findings in SQLite.
        String shift = base == 0 ? "2 * finding" : "2 * (finding - " + base + ")";
        String sql = "SELECT radiograph, sum(value + 1 << " + shift + ") FROM labels GROUP BY radiograph";
        try (PreparedStatement statement = connection.prepareStatement(sql);
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

    /** From numbers in the database to positions. */
    private static final class RowNumbers {

        /** Number in the upper, position in the lower half; sorted. */
        private final long[] pairs;
        /** Where the last number was: tables mostly lie in the order of the numbers. */
        private int last = -1;

        private RowNumbers(long[] pairs) {
            Arrays.sort(pairs);
            this.pairs = pairs;
        }

        static RowNumbers ofStudies(StudyIndex index) {
            long[] pairs = new long[index.size()];
            Arrays.setAll(pairs, i -> (long) index.row(i) << Integer.SIZE | i);
            return new RowNumbers(pairs);
        }

        static RowNumbers ofRadiographs(StudyIndex index) {
            long[] pairs = new long[index.radiographs()];
            Arrays.setAll(pairs, i -> (long) index.radiographRow(i) << Integer.SIZE | i);
            return new RowNumbers(pairs);
        }

        static RowNumbers of(int[] rows) {
            long[] pairs = new long[rows.length];
            Arrays.setAll(pairs, i -> (long) rows[i] << Integer.SIZE | i);
            return new RowNumbers(pairs);
        }

        /** The position of a number, negative if it is not among them. */
        int of(int row) {
            if (last + 1 < pairs.length && pairs[last + 1] >> Integer.SIZE == row) {
                return (int) pairs[++last];
            }
            int at = Arrays.binarySearch(pairs, (long) row << Integer.SIZE);
            int found = at >= 0 ? at : -at - 1;
            if (found == pairs.length || pairs[found] >> Integer.SIZE != row) {
                return -1;
            }
            last = found;
            return (int) pairs[found];
        }
    }

    /** An index while it is read. */
    private static final class Filling {

        private final Connection connection;
        private final Growing studies = new Growing();
        private final Growing radiographs = new Growing();

        Filling(Connection connection) {
            this.connection = connection;
        }

        StudyIndex index() throws SQLException {
            readStudies();
            int[] rows = studies.rows();
            byte[] digests = readRadiographs(RowNumbers.of(rows));
            int[] first = new int[rows.length + 1];
            for (int i = 0; i < radiographs.size; i++) {
                first[(int) radiographs.second[i] + 1]++;
            }
            Arrays.parallelPrefix(first, Integer::sum);
            return new StudyIndex(
                    new StudyIndex.Studies(rows, Arrays.copyOf(studies.keys, studies.size),
                            Arrays.copyOf(studies.second, studies.size), Arrays.copyOf(studies.kinds, studies.size),
                            first),
                    inOrder(first, digests));
        }

        /** Keys come as bytes in one piece: texts would be most of the work. */
        private void readStudies() throws SQLException {
            Map<String, Byte> splits = new HashMap<>();
            String sql = "SELECT s.id, unhex(substr(s.key, 2) || substr(p.key, 2)), p.split FROM studies s"
                    + " JOIN patients p ON p.id = s.patient ORDER BY p.id, s.taken, s.id";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ByteBuffer keys = bytes(rows.getBytes(2), 2 * Long.BYTES);
                    studies.add(rows.getInt(1), keys.getLong(), keys.getLong());
                    studies.kinds[studies.size - 1] = splits.computeIfAbsent(rows.getString(3),
                            word -> (byte) Split.valueOf(word).ordinal());
                }
            }
        }

        private static ByteBuffer bytes(byte @Nullable [] value, int length) {
            if (value == null || value.length != length) {
                throw new IllegalArgumentException("no " + length + " bytes in hexadecimal digits");
            }
            return ByteBuffer.wrap(value);
        }

        /** A view as a number, negative where the word is none: a text a row would take longer. */
        private static String ordinal(String column) {
            StringBuilder sql = new StringBuilder("CASE ").append(column);
            for (ViewPosition view : ViewPosition.values()) {
                sql.append(" WHEN '").append(view.name()).append("' THEN ").append(view.ordinal());
            }
            return sql.append(" ELSE -1 END").toString();
        }

        private byte[] readRadiographs(RowNumbers positions) throws SQLException {
            byte[] digests = new byte[0];
            String sql = "SELECT r.id, r.study, unhex(substr(r.key, 2) || r.sha256), " + ordinal("r.view")
                    + ", r.modality IN (" + RadiographEntry.noProjections() + ") FROM radiographs r ORDER BY r.id";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int study = positions.of(rows.getInt(2));
                    int at = radiographs.size * StudyIndex.DIGEST;
                    if (at == digests.length) {
                        digests = Arrays.copyOf(digests, Math.max(1024, 2 * digests.length));
                    }
                    ByteBuffer key = bytes(rows.getBytes(3), Long.BYTES + StudyIndex.DIGEST);
                    radiographs.add(rows.getInt(1), key.getLong(), study);
                    key.get(digests, at, StudyIndex.DIGEST);
                    int view = rows.getInt(4);
                    if (view < 0) {
                        throw new IllegalArgumentException("an unknown view position");
                    }
                    radiographs.kinds[radiographs.size - 1] = (byte) view;
                    radiographs.projections[radiographs.size - 1] = rows.getInt(5) == 0;
                }
            }
            return digests;
        }

        /** Sorted by study, then by rank of the view, then by number, as entries are. */
        private StudyIndex.Radiographs inOrder(int[] first, byte[] digests) {
            int count = radiographs.size;
            int[] place = new int[count];
            int[] next = Arrays.copyOf(first, first.length);
            for (int rank = 0; rank < WorkspaceReader.RANKS; rank++) {
                for (int i = 0; i < count; i++) {
                    if (WorkspaceReader.rank(ViewPosition.values()[radiographs.kinds[i]]) == rank) {
                        place[i] = next[(int) radiographs.second[i]]++;
                    }
                }
            }
            StudyIndex.Radiographs sorted = new StudyIndex.Radiographs(new int[count], new long[count],
                    new byte[count], new boolean[count], new byte[count * StudyIndex.DIGEST]);
            for (int i = 0; i < count; i++) {
                sorted.rows()[place[i]] = radiographs.rows[i];
                sorted.keys()[place[i]] = radiographs.keys[i];
                sorted.views()[place[i]] = radiographs.kinds[i];
                sorted.projections()[place[i]] = radiographs.projections[i];
                System.arraycopy(digests, i * StudyIndex.DIGEST, sorted.digests(), place[i] * StudyIndex.DIGEST,
                        StudyIndex.DIGEST);
            }
            return sorted;
        }
    }

    /** Columns of a table whose length is not known before it is read. */
    private static final class Growing {

        private int size;
        private int[] rows = new int[1024];
        private long[] keys = new long[1024];
        private long[] second = new long[1024];
        private byte[] kinds = new byte[1024];
        private boolean[] projections = new boolean[1024];

        void add(int row, long key, long other) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
                keys = Arrays.copyOf(keys, 2 * size);
                second = Arrays.copyOf(second, 2 * size);
                kinds = Arrays.copyOf(kinds, 2 * size);
                projections = Arrays.copyOf(projections, 2 * size);
            }
            rows[size] = row;
            keys[size] = key;
            second[size] = other;
            size++;
        }

        int[] rows() {
            return Arrays.copyOf(rows, size);
        }
    }
}

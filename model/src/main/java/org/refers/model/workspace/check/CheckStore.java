package org.refers.model.workspace.check;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.PictureFacts.Picture;
import org.refers.model.workspace.check.PictureFacts.Problem;
import org.refers.model.workspace.check.PictureFacts.Stated;

/** What checks measured, in the workspace's database. */
final class CheckStore {

    /**
     * {@link Registration#likeness} from which two pictures count as one, where both have 256 pixels. Different real films
     * have 0.41 and less, follow-ups 0.50, generated pictures, which share an anatomy, 0.58; copies have 0.66 and more, but for four
     * of 480 that were strongly recompressed (decision 130).
     */
    static final double LIKENESS = 0.62;
    /** The same where the smaller picture has less than 256 pixels: generated ones reach 0.79, copies have 0.82. */
    static final double LIKENESS_OF_MIDDLE = 0.81;
    /** Correlation of shapes where it has less than 128: follow-ups reach 0.87, copies have 0.88. */
    static final double LIKENESS_OF_SMALL = 0.88;
    static final String ALIKE = "version = " + PictureFacts.VERSION + " AND likeness >= CASE WHEN sharpness >= "
            + Film.SIDE + " THEN " + LIKENESS + " WHEN sharpness >= " + Film.MIDDLE + " THEN "
            + LIKENESS_OF_MIDDLE + " ELSE " + LIKENESS_OF_SMALL + " END";

    private static final String MEASURED = "(SELECT count(*) || ' to ' || coalesce(max(radiograph), 0)"
            + " FROM picture_checks WHERE version = " + PictureFacts.VERSION + ")";

    private final Workspace workspace;

    CheckStore(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * A file to be measured.
     *
     * @param row radiograph's number in the database
     * @param size in bytes when it was imported
     */
    record OpenFile(int row, Path file, long size) {
    }

    /** Two pictures and how much alike they are. */
    record Compared(int one, int other, double likeness, int sharpness) {
    }

    /** A picture that may look like others; only one of those with the same pixels is. */
    record Candidate(int row, int patient, byte[] thumbnail) {
    }

    /** Forgets what may have become better since: pictures that could not be read, and measurements of older programs. */
    void forgetFailures() throws WorkspaceException {
        workspace.change(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "DELETE FROM picture_checks WHERE problem <> '' OR version <> " + PictureFacts.VERSION);
                statement.execute("DELETE FROM picture_pairs WHERE version <> " + PictureFacts.VERSION);
                return true;
            }
        });
    }

    int unmeasured() throws WorkspaceException {
        return workspace.query(connection -> number(connection, "SELECT count(*) FROM radiographs WHERE id NOT IN"
                + " (SELECT radiograph FROM picture_checks WHERE version = " + PictureFacts.VERSION + ")"));
    }

    /** The next files that were not measured yet, in the order of import. */
    List<OpenFile> next(int after, int count) throws WorkspaceException {
        return workspace.query(connection -> list(connection, "SELECT r.id, o.root, r.file, r.size FROM radiographs r"
                + " JOIN sources o ON o.id = r.source WHERE r.id > " + after
                + " AND r.id NOT IN (SELECT radiograph FROM picture_checks) ORDER BY r.id LIMIT " + count,
                row -> new OpenFile(row.getInt(1), Path.of(row.getString(2)).resolve(row.getString(3)),
                        row.getLong(4))));
    }

    void save(Map<Integer, PictureFacts> measured) throws WorkspaceException {
        workspace.change(connection -> {
            // A radiograph may have been removed while it was measured.
            try (PreparedStatement insert = connection.prepareStatement("INSERT OR REPLACE INTO picture_checks SELECT"
                    + " id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM radiographs WHERE id = ?")) {
                for (Map.Entry<Integer, PictureFacts> entry : measured.entrySet()) {
                    fill(insert, entry.getValue());
                    insert.setInt(17, entry.getKey());
                    insert.executeUpdate();
                }
                return true;
            }
        });
    }

    private static void fill(PreparedStatement insert, PictureFacts facts) throws SQLException {
        Optional<Stated> header = facts.header();
        insert.setInt(1, PictureFacts.VERSION);
        insert.setString(2, facts.content() instanceof Problem(String reason) ? reason : "");
        insert.setString(3, header.map(stated -> stated.format().name()).orElse(""));
        insert.setInt(4, header.map(Stated::bits).orElse(0));
        insert.setString(5, header.flatMap(Stated::view).map(Enum::name).orElse(""));
        insert.setString(6, facts.named().map(Enum::name).orElse(""));
        insert.setString(7, header.flatMap(Stated::burnedIn).map(is -> is ? "YES" : "NO").orElse(""));
        @Nullable
        Object[] values = new Object[9];
        if (facts.content() instanceof Picture picture) {
            values = new Object[]{picture.pixels(), picture.thumbnail(), picture.darkest(), picture.brightest(),
                picture.layout().corners(), picture.layout().centre(), picture.layout().border(),
                picture.layout().marks(), picture.layout().lettering()};
        }
        for (int i = 0; i < values.length; i++) {
            insert.setObject(8 + i, values[i]);
        }
    }

    /** One picture for each different content, constant ones aside, in the order of import. */
    void eachDifferent(Taker<Candidate> taker) throws WorkspaceException {
        workspace.query(connection -> {
            each(connection, "SELECT c.radiograph, s.patient, c.thumbnail FROM picture_checks c"
                    + " JOIN radiographs r ON r.id = c.radiograph JOIN studies s ON s.id = r.study"
                    + " WHERE c.radiograph IN (SELECT min(radiograph) FROM picture_checks WHERE problem = ''"
                    + " AND brightest - darkest > 1 GROUP BY pixels) ORDER BY c.radiograph",
                    row -> taker.take(new Candidate(row.getInt(1), row.getInt(2), row.getBytes(3))));
            return true;
        });
    }

    /** Takes rows one at a time. */
    interface Taker<T> {
        void take(T row) throws SQLException;
    }

    /** Pairs that were compared, as {@link #pair} makes them, in ascending order. */
    long[] compared() throws WorkspaceException {
        return workspace.query(connection -> {
            long[] pairs = new long[number(connection, "SELECT count(*) FROM picture_pairs")];
            int[] at = new int[1];
            each(connection, "SELECT one, other FROM picture_pairs ORDER BY one, other",
                    row -> pairs[at[0]++] = pair(row.getInt(1), row.getInt(2)));
            return pairs;
        });
    }

    static long pair(int one, int other) {
        return (long) one << Integer.SIZE | other;
    }

    static int one(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int other(long pair) {
        return (int) pair;
    }

    /**
     * What is known of a measured radiograph.
     *
     * @param shorter shorter side in pixels, 0 if unknown
     */
    record Known(byte[] thumbnail, int shorter, Path file) {
    }

    Known known(int row) throws WorkspaceException {
        return workspace.query(connection -> list(connection, "SELECT c.thumbnail, min(r.pixel_rows, r.pixel_columns),"
                + " o.root, r.file FROM radiographs r JOIN picture_checks c ON c.radiograph = r.id"
                + " JOIN sources o ON o.id = r.source WHERE r.id = " + row,
                found -> new Known(found.getBytes(1), found.getInt(2),
                        Path.of(found.getString(3)).resolve(found.getString(4)))))
                .getFirst();
    }

    /** The file of a radiograph. */
    OpenFile file(int row) throws WorkspaceException {
        return workspace.query(connection -> list(connection, "SELECT r.id, o.root, r.file, r.size FROM radiographs r"
                + " JOIN sources o ON o.id = r.source WHERE r.id = " + row,
                found -> new OpenFile(found.getInt(1), Path.of(found.getString(2)).resolve(found.getString(3)),
                        found.getLong(4))))
                .getFirst();
    }

    void savePairs(List<Compared> pairs) throws WorkspaceException {
        workspace.change(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT OR REPLACE INTO picture_pairs"
                    + " SELECT a.id, b.id, ?, ?, ? FROM radiographs a, radiographs b WHERE a.id = ? AND b.id = ?")) {
                for (Compared pair : pairs) {
                    insert.setInt(1, PictureFacts.VERSION);
                    insert.setDouble(2, pair.likeness());
                    insert.setInt(3, pair.sharpness());
                    insert.setInt(4, pair.one());
                    insert.setInt(5, pair.other());
                    insert.executeUpdate();
                }
                return true;
            }
        });
    }

    /** Remembers that all pictures measured by now were compared; a killed pass leaves no such mark. */
    void markCompared() throws WorkspaceException {
        workspace.change(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("INSERT OR REPLACE INTO settings SELECT 'compared', " + MEASURED);
            }
        });
    }

    /** Whether all pictures that were measured were compared too. */
    boolean isCompared() throws WorkspaceException {
        return workspace.query(connection -> number(connection,
                "SELECT count(*) FROM settings WHERE name = 'compared' AND value = " + MEASURED)) > 0;
    }

    /** Pairs whose detail is that of one picture. */
    List<Compared> alike() throws WorkspaceException {
        return workspace.query(connection -> list(connection,
                "SELECT one, other, likeness, sharpness FROM picture_pairs"
                        + " WHERE " + ALIKE + " ORDER BY one, other",
                row -> new Compared(row.getInt(1), row.getInt(2), row.getDouble(3), row.getInt(4))));
    }

    /** Makes something of a row. */
    interface Maker<T> {
        T make(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(Connection connection, String sql, Maker<T> maker) throws SQLException {
        List<T> made = new ArrayList<>();
        each(connection, sql, row -> made.add(maker.make(row)));
        return made;
    }

    static void each(Connection connection, String sql, Taker<ResultSet> taker) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                taker.take(rows);
            }
        }
    }

    static int number(Connection connection, String sql) throws SQLException {
        return list(connection, sql, row -> row.getInt(1)).getFirst();
    }
}

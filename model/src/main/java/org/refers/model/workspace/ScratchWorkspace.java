package org.refers.model.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A workspace to be thrown away: empty, or a copy of one that is there. What is written to it goes to the system's folder for
 * temporary files and is gone when this is closed, or when the next one is made after a crash.
 */
public final class ScratchWorkspace implements AutoCloseable {

    private final ScratchFolder folder;
    private final Workspace workspace;
    private final boolean isCopy;

    private ScratchWorkspace(ScratchFolder folder, Workspace workspace, boolean isCopy) {
        this.folder = folder;
        this.workspace = workspace;
        this.isCopy = isCopy;
    }

    /**
     * What a source brings to a workspace.
     *
     * @param studies of the source
     * @param radiographs of the source
     */
    public record Comparison(Share studies, Share radiographs) {
    }

    /**
     * Rows by what happens to them.
     *
     * @param unchanged are there already and stay as they are
     * @param changed are there already and would change
     * @param added are not there yet
     */
    public record Share(int unchanged, int changed, int added) {

        static Share of(int all, int changed, int added) {
            return new Share(Math.max(0, all - changed - added), changed, added);
        }
    }

    /**
     * Makes one.
     *
     * @param like folder of a workspace; if it holds one, that is copied, and messages name it
     */
    public static ScratchWorkspace open(Optional<Path> like) throws WorkspaceException {
        ScratchFolder folder = ScratchFolder.make();
        try {
            Optional<Path> original = like.map(named -> named.resolve(Workspace.FILE_NAME))
                    .filter(Files::isRegularFile);
            if (original.isPresent()) {
                copy(original.get(), folder.path());
            }
            Workspace opened = Workspace.elsewhere(like.orElse(folder.path()), folder.path());
            ScratchWorkspace scratch = new ScratchWorkspace(folder, opened, original.isPresent());
            if (original.isPresent()) {
                scratch.remember();
            }
            return scratch;
        } catch (WorkspaceException e) {
            folder.close();
            throw e;
        }
    }

    private static void copy(Path original, Path folder) throws WorkspaceException {
        try {
            DatabaseCopy.write(original.toAbsolutePath(), folder.resolve(Workspace.FILE_NAME));
        } catch (SQLException e) {
            throw DatabaseFault.opening(Optional.ofNullable(original.getParent()).orElse(original), e);
        } catch (WorkspaceException e) {
            throw new WorkspaceException("there is no room for a copy of the workspace's index in " + folder.getParent()
                    + "; free some space there", e);
        }
    }

    /** The workspace. */
    public Workspace workspace() {
        return workspace;
    }

    /** Keeps what is compared with later, inside the copy. */
    private void remember() throws WorkspaceException {
        workspace.change(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (Compared compared : Compared.values()) {
                    statement.execute("CREATE TABLE before_" + compared.table() + " AS " + compared.query);
                }
            }
            return true;
        });
    }

    /** What makes a study or a radiograph another one; times of files do not. */
    private enum Compared {
        STUDIES("SELECT s.id, s.id AS study, s.taken, s.age, p.split, p.sex FROM studies s JOIN patients p ON p.id = s.patient"),
        REPORTS("SELECT study AS id, study, findings, impression FROM reports"),
        STUDY_LABELS("SELECT study AS id, study, finding, value FROM study_labels"),
        RADIOGRAPHS(
                "SELECT id, study, source, file, view, modality, pixel_rows, pixel_columns, manufacturer, device, laterality,"
                        + " row_spacing, column_spacing FROM radiographs"),
        LABEL_ROWS(
                "SELECT l.radiograph AS id, r.study, l.part, l.packed FROM label_rows l JOIN radiographs r ON r.id = l.radiograph"),
        BOXES("SELECT b.radiograph AS id, r.study, b.reader, b.finding, b.x, b.y, b.width, b.height FROM boxes b"
                + " JOIN radiographs r ON r.id = b.radiograph");

        private final String query;

        Compared(String query) {
            this.query = query;
        }

        String table() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Rows that are on one side only. */
        String differences(String column) {
            return "SELECT " + column + " FROM (" + query + " EXCEPT SELECT * FROM before_" + table() + ")"
                    + " UNION SELECT " + column + " FROM (SELECT * FROM before_" + table() + " EXCEPT " + query + ")";
        }
    }

    private static final List<Compared> OF_RADIOGRAPHS = List.of(Compared.RADIOGRAPHS, Compared.LABEL_ROWS,
            Compared.BOXES);

    /** Says which studies the comparison and the sides are about; as rows, since all keys as one text take tens of megabytes. */
    public void choose(Collection<String> studies) throws WorkspaceException {
        workspace.change(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS chosen");
                statement.execute("CREATE TABLE chosen (key TEXT PRIMARY KEY) WITHOUT ROWID");
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO chosen VALUES (?)")) {
                for (String study : studies) {
                    insert.setString(1, study);
                    insert.executeUpdate();
                }
            }
            return true;
        });
    }

    /**
     * Compares the chosen studies with the workspace this is a copy of; empty if it is none.
     *
     * @param radiographs number of their radiographs
     * @param added what is new of them
     */
    public Optional<Comparison> compare(int radiographs, WorkspaceCounts added) throws WorkspaceException {
        if (!isCopy) {
            return Optional.empty();
        }
        return Optional.of(workspace.query(connection -> {
            String everyStudy = String.join(" UNION ",
                    Stream.of(Compared.values()).map(compared -> compared.differences("study")).toList());
            String everyRadiograph = String.join(" UNION ",
                    OF_RADIOGRAPHS.stream().map(compared -> compared.differences("id")).toList());
            int changedStudies = count(connection, "SELECT count(*) FROM studies s JOIN before_studies b ON b.id = s.id"
                    + " WHERE s.id IN (" + everyStudy + ") AND s.key IN (SELECT key FROM chosen)");
            int changedRadiographs = count(connection, "SELECT count(*) FROM radiographs r JOIN before_radiographs b"
                    + " ON b.id = r.id JOIN studies s ON s.id = r.study WHERE r.id IN (" + everyRadiograph
                    + ") AND s.key IN (SELECT key FROM chosen)");
            return new Comparison(
                    Share.of(count(connection, "SELECT count(*) FROM chosen"), changedStudies, added.studies()),
                    Share.of(radiographs, changedRadiographs, added.radiographs()));
        }));
    }

    private static int count(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(question)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    /** How many of the chosen studies are on each side of the split. */
    public Map<Split, Integer> sides() throws WorkspaceException {
        return workspace.query(connection -> {
            Map<Split, Integer> sides = new EnumMap<>(Split.class);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT p.split, count(*) FROM studies s"
                            + " JOIN patients p ON p.id = s.patient WHERE s.key IN (SELECT key FROM chosen) GROUP BY 1")) {
                while (rows.next()) {
                    sides.put(Split.valueOf(rows.getString(1)), rows.getInt(2));
                }
            }
            return sides;
        });
    }

    @Override
    public void close() throws WorkspaceException {
        try {
            workspace.close();
        } finally {
            folder.close();
        }
    }
}

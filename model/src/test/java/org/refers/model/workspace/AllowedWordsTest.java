package org.refers.model.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.study.ViewPosition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** An import writes without the database's checks of words and numbers: what it writes must meet them all the same. */
class AllowedWordsTest {

    @TempDir
    private Path folder;

    private static void add(Workspace workspace, String name, OptionalDouble number) throws WorkspaceException {
        Acquisition odd = new Acquisition("maker", "model", name, number, number);
        RadiographDraft radiograph = new RadiographDraft(Path.of(name), new FileFacts(name, 1, 1, 8, 8),
                ViewPosition.PA, "DX", Map.of(), List.of(), odd);
        workspace.add(new SourceEntry("folder", workspace.folder(), ""), List.of(new StudyDraft(name, name, "",
                Split.TRAIN, Optional.empty(), List.of(radiograph), new StudyDetails(Sex.OTHER, number, Map.of()))));
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Test
    void whatSourcesSayOddlyIsWrittenAsTheTablesAllow() throws WorkspaceException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            add(workspace, "left", OptionalDouble.of(-1));
            add(workspace, "r", OptionalDouble.of(999));
            add(workspace, "b", OptionalDouble.of(Double.NaN));
            add(workspace, "u", OptionalDouble.of(0));
            assertEquals("ok", workspace.query(connection -> ask(connection, "PRAGMA integrity_check")));
            assertEquals(" B R U", workspace.query(connection -> ask(connection,
                    "SELECT group_concat(laterality, ' ' ORDER BY laterality) FROM radiographs")));
        }
    }

    @Test
    void whoeverElseWritesIsChecked() throws WorkspaceException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            add(workspace, "L", OptionalDouble.of(1));
            String wrong = "UPDATE patients SET split = 'LEFT'";
            assertThrows(WorkspaceException.class, () -> workspace.change(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(wrong);
                }
            }));
        }
    }

    /** The checks are on again after a batch that failed, too. */
    @Test
    void aFailedBatchLeavesTheChecksOn() throws WorkspaceException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            add(workspace, "L", OptionalDouble.of(1));
            workspace.change(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("CREATE TRIGGER no_more BEFORE INSERT ON radiographs BEGIN"
                            + " SELECT RAISE(ABORT, 'no more'); END");
                }
            });
            assertThrows(WorkspaceException.class, () -> add(workspace, "R", OptionalDouble.of(1)));
            assertThrows(WorkspaceException.class, () -> workspace.change(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("UPDATE patients SET sex = 'X'");
                }
            }));
        }
    }
}

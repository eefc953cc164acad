package org.refers.model.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class DatabaseFaultTest {

    /** Ten times what the pages hold that are allowed below. */
    private static final int LARGE = 4_000_000;

    @TempDir
    private Path folder;

    private static boolean set(Workspace workspace, String pragma) throws WorkspaceException {
        return workspace.change(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("PRAGMA " + pragma);
            }
        });
    }

    private static int write(Workspace workspace, String name, int length) throws WorkspaceException {
        return workspace.change(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO settings VALUES (?, ?)")) {
                statement.setString(1, name);
                statement.setString(2, "x".repeat(length));
                return statement.executeUpdate();
            }
        });
    }

    private static int count(Workspace workspace, String name) throws WorkspaceException {
        return workspace.query(connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT count(*) FROM settings WHERE name = ?")) {
                statement.setString(1, name);
                try (var rows = statement.executeQuery()) {
                    return rows.getInt(1);
                }
            }
        });
    }

    /** SQLite takes a transaction back by itself then, and says of the second taking back that there is nothing. */
    @Test
    void aFullDiskIsToldAndLosesNothingAndAfterItWorkGoesOn() throws WorkspaceException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            write(workspace, "before", 10);
            set(workspace, "max_page_count = 100");
            String words = assertThrows(WorkspaceException.class, () -> write(workspace, "large", LARGE)).getMessage();
            assertEquals("the disk with the workspace in " + folder
                    + " is full; free some space and do it again (what was saved before is safe)", words);
            assertEquals(1, count(workspace, "before"));
            assertEquals(0, count(workspace, "large"));

            set(workspace, "max_page_count = 100000");
            write(workspace, "large", LARGE);
            assertEquals(1, count(workspace, "large"));
        }
    }

    @Test
    void aDatabaseThatMayOnlyBeReadIsTold() throws WorkspaceException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            set(workspace, "query_only = ON");
            String words = assertThrows(WorkspaceException.class, () -> write(workspace, "name", 1)).getMessage();
            assertTrue(words.startsWith("you may not write the workspace in " + folder + "; ask for the right"), words);
        }
    }

    @Test
    void anythingElseKeepsTheDatabasesWords() {
        assertEquals("cannot write the workspace in " + folder + ": odd",
                DatabaseFault.writing(folder, new SQLException("odd")).getMessage());
    }

    @Test
    void aFolderThatMayNotBeReadIsNotCalledEmpty() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no such rights here");
        Path locked = Files.createDirectory(folder.resolve("locked"));
        try (Workspace made = Workspace.openOrCreate(locked)) {
            assertEquals(locked, made.folder());
        }
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(locked), "the superuser reads everything");
            assertEquals("you may not read the folder " + locked + "; ask for the right to, or choose another one",
                    assertThrows(WorkspaceException.class, () -> Workspace.open(locked)).getMessage());
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }
}

package org.refers.model.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** Makes the tables of a new workspace and refuses databases of other programs and of newer versions. */
final class Schema {

    /** Version this program writes. A change of the tables raises it and adds a step that brings older ones up. */
    static final int VERSION = 1;

    /** "RFER" as SQLite's application id, so that another program's database of the same name is told apart. */
    private static final int APPLICATION_ID = 0x52464552;
    private static final int SECRET_BYTES = 32;

    private Schema() {
    }

    /** Makes the tables in one transaction, so that a program killed here leaves an empty database, not half a one. */
    static void createIfEmpty(Connection connection) throws SQLException, WorkspaceException {
        try (Statement statement = connection.createStatement()) {
            if (!isEmpty(statement)) {
                return;
            }
            // IMMEDIATE: of two programs that open a new workspace at once, one waits and finds the tables made.
            statement.execute("BEGIN IMMEDIATE");
            try {
                if (isEmpty(statement)) {
                    fill(statement);
                }
                statement.execute("COMMIT");
            } catch (SQLException | WorkspaceException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private static void fill(Statement statement) throws SQLException, WorkspaceException {
        for (String sql : script().split(";\\R")) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        statement.execute("INSERT INTO schema_version VALUES (" + VERSION + ")");
        statement.execute("INSERT INTO settings VALUES ('secret', '" + HexFormat.of().formatHex(secret) + "')");
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    }

    /** Refuses what is neither empty nor a workspace of a version this program knows. */
    static void check(Connection connection) throws SQLException, WorkspaceException {
        try (Statement statement = connection.createStatement()) {
            if (isEmpty(statement)) {
                return;
            }
            if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
                throw new WorkspaceException(
                        "its workspace.db is a database of another program; choose another folder");
            }
            int version = number(statement, "SELECT max(version) FROM schema_version");
            if (version > VERSION) {
                throw new WorkspaceException("it has version " + version + ", and this program knows versions up to "
                        + VERSION + "; install a newer REFERS Workstation");
            }
            if (version < 1) {
                throw new WorkspaceException("its version " + version + " is not one that was ever written");
            }
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        return number(statement, "SELECT count(*) FROM sqlite_master") == 0;
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static String script() throws WorkspaceException {
        try (InputStream in = Schema.class.getResourceAsStream("schema.sql")) {
            if (in == null) {
                throw new WorkspaceException("this program lacks its file schema.sql; install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WorkspaceException("this program cannot read its file schema.sql; install it again", e);
        }
    }
}

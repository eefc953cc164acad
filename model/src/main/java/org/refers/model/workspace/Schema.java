package org.refers.model.workspace;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.Function;

/**
 * Makes the tables of a new workspace, brings those of older versions up, and refuses databases of other programs and of newer
 * versions.
 */
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** "RFER" as SQLite's application id, so that another program's database of the same name is told apart. */
    private static final int APPLICATION_ID = 0x52464552;
    private static final int SECRET_BYTES = 32;

    private final SchemaScripts scripts;
    private final Connection connection;

    Schema(SchemaScripts scripts, Connection connection) {
        this.scripts = scripts;
        this.connection = connection;
    }

    /** Refuses what is neither empty nor a workspace of a version this program knows. */
    void check() throws SQLException, WorkspaceException {
        try (Statement statement = connection.createStatement()) {
            if (isEmpty(statement)) {
                return;
            }
            if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
                throw new WorkspaceException(
                        "its workspace.db is a database of another program; choose another folder");
            }
            int version = version(statement);
            if (version > scripts.version()) {
                throw new WorkspaceException("it has version " + version + ", and this program knows versions up to "
                        + scripts.version() + "; install a newer REFERS Workstation");
            }
            if (version < 1) {
                throw new WorkspaceException("its version " + version + " is not one that was ever written");
            }
        }
    }

    /** Makes the tables in one transaction, so that a program killed here leaves an empty database, not half a one. */
    void createIfEmpty() throws SQLException, WorkspaceException {
        try (Statement statement = connection.createStatement()) {
            if (isEmpty(statement)) {
                inTransaction(statement, () -> {
                    if (isEmpty(statement)) {
                        fill(statement);
                    }
                });
            }
        }
    }

    private void fill(Statement statement) throws SQLException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        addFunctions(secret);
        for (int version = 1; version <= scripts.version(); version++) {
            run(statement, scripts.to(version));
        }
        statement.execute("INSERT INTO schema_version VALUES (" + scripts.version() + ")");
        statement.execute("INSERT INTO settings VALUES ('secret', '" + HexFormat.of().formatHex(secret) + "')");
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    }

    /** What the scripts call that SQLite has not. */
    private void addFunctions(byte[] secret) throws SQLException {
        Pseudonyms own = Pseudonyms.of(secret, "");
        Function.create(connection, "keyed_reader", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(own.ofPlainReader(value_text(0)));
            }
        });
    }

    /**
     * Brings an older version up, a version a transaction: a program killed here leaves the last version that was finished. Before
     * the first of them the database is copied, so that an older program finds it as it was.
     *
     * @param database the database's file
     * @return whether it was of an older version
     */
    boolean upgrade(Path database) throws SQLException, WorkspaceException {
        try (Statement statement = connection.createStatement()) {
            int before = version(statement);
            if (before == scripts.version()) {
                return false;
            }
            addFunctions(secret(statement));
            // A step may rebuild a table that others refer to, which works without foreign keys; they are checked at its end.
            statement.execute("PRAGMA foreign_keys = OFF");
            try {
                for (int version = before + 1; version <= scripts.version(); version++) {
                    boolean isFirst = version == before + 1;
                    upgrade(statement, version, isFirst ? Optional.of(database) : Optional.empty());
                }
            } finally {
                statement.execute("PRAGMA foreign_keys = ON");
            }
            return true;
        }
    }

    private void upgrade(Statement statement, int version, Optional<Path> copied)
            throws SQLException, WorkspaceException {
        inTransaction(statement, () -> {
            // Another program may have done it while this one waited for the lock.
            if (version(statement) != version - 1) {
                return;
            }
            if (copied.isPresent()) {
                DatabaseCopy.write(copied.get(), copyOf(copied.get(), version - 1));
            }
            run(statement, scripts.to(version));
            if (number(statement, "SELECT count(*) FROM pragma_foreign_key_check") > 0) {
                throw new WorkspaceException(
                        "it is damaged: some of its rows belong to others that are gone; import its"
                                + " studies into a new workspace");
            }
            statement.execute("UPDATE schema_version SET version = " + version);
            LOG.info("The workspace was brought from version {} to {}.", version - 1, version);
        });
    }

    /** Where the database as an older version is kept. */
    static Path copyOf(Path database, int version) {
        return database.resolveSibling("workspace-version-" + version + ".db");
    }

    /** Work within a transaction. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException, WorkspaceException;
    }

    private static void inTransaction(Statement statement, Work work) throws SQLException, WorkspaceException {
        // IMMEDIATE: of two programs that open a workspace at once, one waits and finds the work done.
        statement.execute("BEGIN IMMEDIATE");
        try {
            work.run();
            statement.execute("COMMIT");
        } catch (SQLException | WorkspaceException | RuntimeException e) {
            statement.execute("ROLLBACK");
            throw e;
        }
    }

    /** Runs all statements of a script; {@code execute} would run the first alone. */
    private static void run(Statement statement, String script) throws SQLException {
        statement.executeUpdate(script);
    }

    private static byte[] secret(Statement statement) throws SQLException, WorkspaceException {
        try (ResultSet rows = statement.executeQuery("SELECT value FROM settings WHERE name = 'secret'")) {
            if (!rows.next()) {
                throw new WorkspaceException(
                        "it is damaged: its secret is gone; import its studies into a new workspace");
            }
            return HexFormat.of().parseHex(rows.getString(1));
        }
    }

    private static int version(Statement statement) throws SQLException {
        return number(statement, "SELECT max(version) FROM schema_version");
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        return number(statement, "SELECT count(*) FROM sqlite_master") == 0;
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}

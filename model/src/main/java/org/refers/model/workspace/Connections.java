package org.refers.model.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * The connections of an open workspace: one that writes, guarded by a lock, and as many readers as threads read at the
 * same time. A reader sees the state of the last finished transaction and does not wait for the writer.
 */
final class Connections implements AutoCloseable {

    /** Another process may be importing: its longest transaction takes well under a second. */
    private static final int BUSY_MILLIS = 15_000;

    /** Keys are spread over their indexes: with the usual 2 MB an import of many studies reads each page again and again. */
    private static final int WRITER_CACHE_KIB = 64 * 1024;
    /** Pages of 4 KB; a page that several batches changed is then written back once. */
    private static final int CHECKPOINT_PAGES = 8192;

    /** After each row the driver would ask for its number by a statement made anew, a fifth of an import's time; nobody wants it. */
    private static final Properties PROPERTIES = new Properties();

    static {
        PROPERTIES.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
    }

    private final Path database;
    private final JournalMode mode;
    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    Connections(Path database, JournalMode mode) throws SQLException {
        this.database = database;
        this.mode = mode;
        writer = connect();
        try (Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA cache_size = -" + WRITER_CACHE_KIB);
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database, PROPERTIES);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA synchronous = " + (mode == JournalMode.WAL ? "NORMAL" : "FULL"));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Sets the journal; kept by the database for all who open it later. */
    void setJournal() throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA journal_mode = " + mode.pragma())) {
            if (!rows.next() || !mode.pragma().equalsIgnoreCase(rows.getString(1))) {
                throw new SQLException("journal mode " + mode.pragma() + " was refused");
            }
        }
    }

    Connection writer() {
        return writer;
    }

    /** Reads one consistent state, whatever is written meanwhile. */
    <T> T read(Work<T> work) throws SQLException {
        Connection connection = borrow();
        boolean sound = false;
        try {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.rollback();
            connection.setAutoCommit(true);
            sound = true;
            return result;
        } finally {
            giveBack(connection, sound);
        }
    }

    /** Writes all of it or nothing. */
    <T> T write(Work<T> work) throws SQLException {
        writing.lock();
        try (Statement statement = writer.createStatement()) {
            // IMMEDIATE takes the write lock at once; a reader that turns writer halfway could not wait for it.
            statement.execute("BEGIN IMMEDIATE");
            try {
                T result = work.on(writer);
                statement.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(statement, e);
                throw e;
            }
        } finally {
            writing.unlock();
        }
    }

    /** On a full disk the database has taken everything back by itself: what it says then must not hide why. */
    private static void rollBack(Statement statement, Exception why) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException nothingToTakeBack) {
            why.addSuppressed(nothingToTakeBack);
        }
    }

    private Connection borrow() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new SQLException("the workspace is closed");
            }
            Connection connection = idle.poll();
            if (connection != null) {
                return connection;
            }
        }
        return connect();
    }

    private void giveBack(Connection connection, boolean sound) throws SQLException {
        synchronized (idle) {
            if (sound && !closed) {
                idle.push(connection);
                return;
            }
        }
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            closed = true;
            for (Connection connection : idle) {
                connection.close();
            }
            idle.clear();
        }
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}

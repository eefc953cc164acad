package org.refers.model.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database of a workspace, or says in a sentence why it cannot be. */
final class WorkspaceOpening {

    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceOpening.class);

    private static final String IMPORT = "refers import SOURCE --workspace ";

    private WorkspaceOpening() {
    }

    /**
     * A database that can be worked with.
     *
     * @param upgraded whether it was one of an earlier version
     */
    record Opened(Connections connections, boolean upgraded) {
    }

    /** Says what is in a folder that is no workspace. */
    static void requireOne(Path folder) throws WorkspaceException {
        Path file = folder.resolve(Workspace.FILE_NAME);
        if (Files.isRegularFile(file) && file.toFile().length() == 0) {
            // The database would take an empty file for a new one, and studies that a crash has taken would go unmissed.
            throw WorkspaceException
                    .withCommand("the workspace in " + folder + " is damaged: its " + Workspace.FILE_NAME
                            + " is empty; import its studies again", IMPORT + folder);
        }
        if (Files.isDirectory(folder) && !(Files.isReadable(folder) && Files.isExecutable(folder))) {
            throw new WorkspaceException("you may not read the folder " + folder
                    + "; ask for the right to, or choose another one");
        }
        if (!Files.isRegularFile(file)) {
            throw WorkspaceException.withCommand("there is no workspace in " + folder
                    + "; choose the folder that holds a " + Workspace.FILE_NAME + ", or import studies into a new one",
                    IMPORT + folder);
        }
    }

    /**
     * Opens or makes a database.
     *
     * @param folder the workspace's, for sentences
     * @param place where the database lies
     */
    static Opened connect(Path folder, Path place, JournalMode mode) throws WorkspaceException {
        Connections connections = null;
        try {
            Path database = place.resolve(Workspace.FILE_NAME).toAbsolutePath();
            connections = new Connections(database, mode);
            Schema schema = new Schema(SchemaScripts.load(), connections.writer());
            // Before anything is changed: the file may be somebody else's.
            schema.check();
            connections.setJournal();
            schema.createIfEmpty();
            return new Opened(connections, schema.upgrade(database));
        } catch (WorkspaceException e) {
            closeQuietly(connections);
            throw new WorkspaceException("cannot open the workspace in " + folder + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            closeQuietly(connections);
            throw DatabaseFault.opening(folder, e);
        }
    }

    private static void closeQuietly(@Nullable Connections connections) {
        if (connections != null) {
            try {
                connections.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed.", e);
            }
        }
    }
}

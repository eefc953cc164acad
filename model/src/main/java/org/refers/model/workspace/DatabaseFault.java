package org.refers.model.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Says in a sentence for the user why a workspace could not be opened, read or written, and what to do. */
final class DatabaseFault {

    /** Less than this is used up by the next batch: whatever the system calls the fault, it is want of room. */
    private static final long LEAST_BYTES = 256 * 1024;
    /** Extended result codes have the plain one in their lowest byte. */
    private static final int PLAIN = 0xff;

    private DatabaseFault() {
    }

    /** Why a workspace that was asked for was not opened. */
    static WorkspaceException opening(Path folder, SQLException e) {
        return switch (kind(folder, e)) {
            case SQLITE_FULL -> full(folder, e);
            case SQLITE_READONLY, SQLITE_CANTOPEN -> denied(folder, e);
            case SQLITE_BUSY -> busy(folder, e);
            default -> new WorkspaceException("cannot open the workspace in " + folder + ": its "
                    + Workspace.FILE_NAME + " is no database of this program, is damaged, or may not be written", e);
        };
    }

    /** Why nothing was written; what was written before is still there. */
    static WorkspaceException writing(Path folder, SQLException e) {
        return switch (kind(folder, e)) {
            case SQLITE_FULL -> full(folder, e);
            case SQLITE_READONLY, SQLITE_CANTOPEN -> denied(folder, e);
            case SQLITE_BUSY -> busy(folder, e);
            default -> new WorkspaceException("cannot write the workspace in " + folder + ": " + reason(e), e);
        };
    }

    /** Why nothing was read. */
    static WorkspaceException reading(Path folder, SQLException e) {
        return kind(folder, e) == SQLiteErrorCode.SQLITE_FULL
                ? full(folder, e)
                : new WorkspaceException("cannot read the workspace in " + folder + ": " + reason(e), e);
    }

    private static WorkspaceException full(Path folder, SQLException e) {
        return new WorkspaceException("the disk with the workspace in " + folder
                + " is full; free some space and do it again (what was saved before is safe)", e);
    }

    private static WorkspaceException denied(Path folder, SQLException e) {
        return new WorkspaceException("you may not write the workspace in " + folder
                + "; ask for the right to write its folder and " + Workspace.FILE_NAME
                + ", or copy it to a folder of your own", e);
    }

    private static WorkspaceException busy(Path folder, SQLException e) {
        return new WorkspaceException("another program is writing the workspace in " + folder
                + "; wait until it is done and do it again", e);
    }

    /** The plain result code; a fault of input and output on a full disk counts as that. */
    private static SQLiteErrorCode kind(Path folder, SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & PLAIN);
        boolean ofTheDisk = code == SQLiteErrorCode.SQLITE_IOERR || code == SQLiteErrorCode.SQLITE_CANTOPEN;
        return ofTheDisk && isFull(folder) ? SQLiteErrorCode.SQLITE_FULL : code;
    }

    private static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LEAST_BYTES;
        } catch (IOException unknown) {
            // The fault itself is told; how much room there is was only asked to tell it better.
            return false;
        }
    }

    /** SQLite's own words name tables and codes, never values. */
    static String reason(SQLException e) {
        return String.valueOf(e.getMessage());
    }
}

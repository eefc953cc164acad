package org.refers.model.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Copies a database as its last finished transaction left it, whoever has it open. */
final class DatabaseCopy {

    private DatabaseCopy() {
    }

    /** Writes the copy to a file beside it first, then renames that: a copy is whole or absent. */
    static void write(Path database, Path copy) throws SQLException, WorkspaceException {
        Path unfinished = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            Files.deleteIfExists(unfinished);
            try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database);
                    PreparedStatement statement = reader.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, unfinished.toString());
                statement.execute();
            }
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WorkspaceException(
                    "there is no room to copy it before its tables are brought up to this program; free"
                            + " some space on its drive, or open it as somebody who may write there",
                    e);
        }
    }
}

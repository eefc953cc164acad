package org.refers.model.workspace.cohort;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Locale;
import org.refers.model.store.AtomicFiles;
import org.refers.model.workspace.Workspace;

/** Writes the radiographs of a cohort as a CSV table that names nobody: keys, side and SHA-256. */
public final class CohortTable {

    private static final String HEAD = "radiograph,study,patient,split,sha256\n";

    private CohortTable() {
    }

    /** Writes the table, in the order of import. */
    public static void write(Workspace workspace, Cohort cohort, Path file) throws IOException {
        AtomicFiles.write(file, channel -> {
            Writer writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            writer.write(HEAD);
            try {
                workspace.query(connection -> write(connection, cohort, writer));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            writer.flush();
        });
    }

    private static boolean write(Connection connection, Cohort cohort, Writer writer) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT r.id, r.key, s.key, p.key, p.split, r.sha256"
                        + " FROM radiographs r JOIN studies s ON s.id = r.study JOIN patients p ON p.id = s.patient ORDER BY r.id");
                ResultSet rows = statement.executeQuery()) {
            BitSet kept = cohort.radiographs();
            while (rows.next()) {
                if (kept.get(rows.getInt(1))) {
                    writer.write(String.join(",", rows.getString(2), rows.getString(3), rows.getString(4),
                            rows.getString(5).toLowerCase(Locale.ROOT), rows.getString(6)) + "\n");
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

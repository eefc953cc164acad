package org.refers.model.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Keeps the scores of runs, inside a transaction that its caller began. */
final class RunWriter {

    private final Connection connection;

    RunWriter(Connection connection) {
        this.connection = connection;
    }

    /** Keeps a run in place of what was kept of the same folder; scores of radiographs that are gone are left out. */
    int keep(RunEntry run, List<RunEntry.Score> scores) throws SQLException {
        String folder = run.folder().toAbsolutePath().normalize().toString();
        try (PreparedStatement before = connection.prepareStatement("DELETE FROM runs WHERE folder = ?")) {
            before.setString(1, folder);
            before.executeUpdate();
        }
        long id = add(run, folder);
        int kept = 0;
        try (PreparedStatement statement = connection
                .prepareStatement("INSERT INTO predictions (run, radiograph, finding, score)"
                        + " SELECT ?, id, ?, ? FROM radiographs WHERE key = ?")) {
            for (RunEntry.Score score : scores) {
                statement.setLong(1, id);
                statement.setString(2, score.finding());
                statement.setDouble(3, score.score());
                statement.setString(4, score.radiograph());
                kept += statement.executeUpdate();
            }
        }
        return kept;
    }

    private long add(RunEntry run, String folder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO runs (name, folder, kind, started, model_sha256) VALUES (?, ?, ?, ?, ?) RETURNING id")) {
            statement.setString(1, run.name());
            statement.setString(2, folder);
            statement.setString(3, run.kind());
            statement.setString(4, run.started().toString());
            statement.setString(5, run.modelSha256());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}

package org.refers.model.workspace;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells which radiographs the workspace holds by the bytes of their files, for the length of a batch. */
final class HeldFiles {

    private final Statements sql;
    /** SHA-256 of files that may be held: those that are, as far as the batch has such, and those of the batch so far. */
    private final Set<String> candidates = new HashSet<>();

    HeldFiles(Statements sql) {
        this.sql = sql;
    }

    /** A radiograph in the database. */
    record Held(long id, long patient, Path file) {
    }

    /** Asks once for a whole batch: asked file by file, nearly always for nothing, it takes as long as writing a row. */
    void find(List<StudyDraft> batch) throws SQLException {
        String hashes = batch.stream().flatMap(draft -> draft.radiographs().stream())
                .map(radiograph -> radiograph.facts().sha256()).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        try (ResultSet rows = sql.fill("SELECT r.sha256 FROM json_each(?) h JOIN radiographs r ON r.sha256 = h.value",
                hashes).executeQuery()) {
            while (rows.next()) {
                candidates.add(rows.getString(1));
            }
        }
    }

    /** Those with the same bytes, in the order of import; those of the batch that were written before count. */
    List<Held> with(String sha256) throws SQLException {
        return candidates.add(sha256) ? List.of() : read(sha256);
    }

    private List<Held> read(String sha256) throws SQLException {
        List<Held> held = new ArrayList<>();
        try (ResultSet rows = sql.fill("SELECT r.id, s.patient, o.root, r.file FROM radiographs r"
                + " JOIN sources o ON o.id = r.source JOIN studies s ON s.id = r.study WHERE r.sha256 = ?"
                + " ORDER BY r.id", sha256).executeQuery()) {
            while (rows.next()) {
                Path file = Path.of(rows.getString(3)).resolve(rows.getString(4));
                held.add(new Held(rows.getLong(1), rows.getLong(2), file));
            }
        }
        return held;
    }
}

package org.refers.model.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;

/** Adds studies inside a transaction that its caller began. Statements are kept for the length of the batch. */
final class WorkspaceWriter implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, Integer> findings = new HashMap<>();
    private final List<AddResult.Duplicate> duplicates = new ArrayList<>();
    private WorkspaceCounts added = WorkspaceCounts.NONE;
    private int movedPatients;

    WorkspaceWriter(Connection connection) {
        this.connection = connection;
    }

    /** The source a batch comes from. */
    private record Source(long id, Path root, Pseudonyms pseudonyms) {

        /** Path as it is stored: relative to the root with forward slashes, or absolute when outside of it. */
        String stored(Path file) {
            Path absolute = root.resolve(file).normalize();
            return absolute.startsWith(root)
                    ? root.relativize(absolute).toString().replace('\\', '/')
                    : absolute.toString();
        }
    }

    AddResult add(SourceEntry entry, List<StudyDraft> studies) throws SQLException {
        Source source = source(entry);
        for (StudyDraft study : studies) {
            add(source, study);
        }
        return new AddResult(added, List.copyOf(duplicates), movedPatients);
    }

    private Source source(SourceEntry entry) throws SQLException {
        String root = entry.root().toString();
        change("INSERT INTO sources (kind, root, collection) VALUES (?, ?, ?)"
                + " ON CONFLICT (root) DO UPDATE SET kind = excluded.kind, collection = excluded.collection",
                entry.kind(), root, entry.collection());
        long id = find("SELECT id FROM sources WHERE root = ?", root).orElseThrow();
        byte[] secret = HexFormat.of().parseHex(text("SELECT value FROM settings WHERE name = 'secret'"));
        return new Source(id, entry.root(), Pseudonyms.of(secret, entry.collection()));
    }

    private void add(Source source, StudyDraft draft) throws SQLException {
        List<RadiographDraft> radiographs = withoutDuplicates(source, draft.radiographs());
        if (radiographs.isEmpty() && draft.report().isEmpty()) {
            return;
        }
        long patient = patient(source.pseudonyms.patient(draft.patient()), draft.split());
        long study = study(source.pseudonyms.study(draft.patient(), draft.study()), patient, draft.taken());
        if (draft.report().isPresent()) {
            report(study, draft.report().get());
        }
        for (RadiographDraft radiograph : radiographs) {
            radiograph(source, study, radiograph);
        }
    }

    private long patient(String key, Split split) throws SQLException {
        if (change("INSERT OR IGNORE INTO patients (key, split) VALUES (?, ?)", key, split.name()) > 0) {
            count(1, 0, 0, 0, 0, 0);
        } else if (split != Split.NONE) {
            Split before = Split.valueOf(text("SELECT split FROM patients WHERE key = ?", key));
            if (before != split && split.heldOutMoreThan(before)) {
                change("UPDATE patients SET split = ? WHERE key = ?", split.name(), key);
            }
            movedPatients += before != split && before != Split.NONE ? 1 : 0;
        }
        return find("SELECT id FROM patients WHERE key = ?", key).orElseThrow();
    }

    private long study(String key, long patient, String taken) throws SQLException {
        if (change("INSERT OR IGNORE INTO studies (key, patient, taken) VALUES (?, ?, ?)", key, patient, taken) > 0) {
            count(0, 1, 0, 0, 0, 0);
        }
        return find("SELECT id FROM studies WHERE key = ?", key).orElseThrow();
    }

    private void report(long study, Report report) throws SQLException {
        boolean isNew = find("SELECT study FROM reports WHERE study = ?", study).isEmpty();
        change("INSERT INTO reports (study, findings, impression) VALUES (?, ?, ?) ON CONFLICT (study) DO UPDATE"
                + " SET findings = excluded.findings, impression = excluded.impression",
                study, report.findings(), report.impression());
        count(0, 0, 0, isNew ? 1 : 0, 0, 0);
    }

    private void radiograph(Source source, long study, RadiographDraft draft) throws SQLException {
        FileFacts facts = draft.facts();
        String file = source.stored(draft.file());
        String key = source.pseudonyms.radiograph(facts.sha256());
        int rows = change("INSERT OR IGNORE INTO radiographs (key, study, source, file, sha256, size, modified, view,"
                + " modality, pixel_rows, pixel_columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", key, study,
                source.id, file, facts.sha256(), facts.size(), facts.modified(), draft.view().name(), draft.modality(),
                facts.rows(), facts.columns());
        if (rows == 0) {
            refresh(source, study, file, draft);
        }
        count(0, 0, rows, 0, 0, 0);
        long id = find("SELECT id FROM radiographs WHERE sha256 = ?", facts.sha256()).orElseThrow();
        labels(id, draft.labels());
        for (ReaderBox box : draft.boxes()) {
            box(id, box);
        }
    }

    /** Brings a radiograph that is there up to the draft; its file may have moved. */
    private void refresh(Source source, long study, String file, RadiographDraft draft) throws SQLException {
        change("UPDATE radiographs SET study = ?, source = ?, file = ?, size = ?, modified = ?, view = ?, modality = ?,"
                + " pixel_rows = ?, pixel_columns = ? WHERE sha256 = ?", study, source.id, file, draft.facts().size(),
                draft.facts().modified(), draft.view().name(), draft.modality(), draft.facts().rows(),
                draft.facts().columns(), draft.facts().sha256());
    }

    /** Leaves out files whose bytes the workspace holds under another path that is still there. */
    private List<RadiographDraft> withoutDuplicates(Source source, List<RadiographDraft> drafts) throws SQLException {
        List<RadiographDraft> rest = new ArrayList<>();
        Map<String, Path> here = new HashMap<>();
        for (RadiographDraft draft : drafts) {
            Path file = source.root.resolve(source.stored(draft.file()));
            Path earlier = here.putIfAbsent(draft.facts().sha256(), file);
            Path kept = earlier != null ? earlier : stored(draft.facts().sha256()).orElse(file);
            if (!kept.equals(file) && Files.isRegularFile(kept)) {
                duplicates.add(new AddResult.Duplicate(file, kept));
            } else {
                rest.add(draft);
            }
        }
        return rest;
    }

    private Optional<Path> stored(String sha256) throws SQLException {
        try (ResultSet rows = fill("SELECT o.root, r.file FROM radiographs r JOIN sources o ON o.id = r.source"
                + " WHERE r.sha256 = ?", sha256).executeQuery()) {
            return rows.next() ? Optional.of(Path.of(rows.getString(1)).resolve(rows.getString(2))) : Optional.empty();
        }
    }

    private void labels(long radiograph, Map<String, FindingLabel> labels) throws SQLException {
        for (Map.Entry<String, FindingLabel> label : labels.entrySet()) {
            if (label.getValue() != FindingLabel.UNKNOWN) {
                int finding = finding(label.getKey());
                int isNew = change("INSERT OR IGNORE INTO labels (radiograph, finding, value) VALUES (?, ?, ?)",
                        radiograph, finding, label.getValue().ordinal());
                if (isNew == 0) {
                    change("UPDATE labels SET value = ? WHERE radiograph = ? AND finding = ?",
                            label.getValue().ordinal(), radiograph, finding);
                }
                count(0, 0, 0, 0, isNew, 0);
            }
        }
    }

    private int finding(String name) throws SQLException {
        Integer known = findings.get(name);
        if (known != null) {
            return known;
        }
        change("INSERT OR IGNORE INTO findings (name) VALUES (?)", name);
        int id = Math.toIntExact(find("SELECT id FROM findings WHERE name = ?", name).orElseThrow());
        findings.put(name, id);
        return id;
    }

    private void box(long radiograph, ReaderBox box) throws SQLException {
        int isNew = change("INSERT OR IGNORE INTO boxes (radiograph, reader, finding, x, y, width, height)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)", radiograph, box.reader(), box.finding(), box.box().x(),
                box.box().y(), box.box().width(), box.box().height());
        count(0, 0, 0, 0, 0, isNew);
    }

    int splitRest(SplitShares shares, long seed) throws SQLException {
        List<Long> patients = new ArrayList<>();
        try (ResultSet rows = prepare("SELECT id FROM patients WHERE split = 'NONE' ORDER BY id").executeQuery()) {
            while (rows.next()) {
                patients.add(rows.getLong(1));
            }
        }
        // The order of import, not of the keys, is shuffled: keys of own data differ from workspace to workspace.
        Collections.shuffle(patients, new Random(seed));
        List<Split> sides = shares.sides(patients.size());
        for (int i = 0; i < patients.size(); i++) {
            change("UPDATE patients SET split = ? WHERE id = ?", sides.get(i).name(), patients.get(i));
        }
        return patients.size();
    }

    private void count(int patients, int studies, int radiographs, int reports, int labels, int boxes) {
        added = added.plus(new WorkspaceCounts(patients, studies, radiographs, reports, labels, boxes));
    }

    private int change(String sql, Object... values) throws SQLException {
        return fill(sql, values).executeUpdate();
    }

    private Optional<Long> find(String sql, Object... values) throws SQLException {
        try (ResultSet rows = fill(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    private String text(String sql, Object... values) throws SQLException {
        try (ResultSet rows = fill(sql, values).executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("the workspace lacks a row it must have; it is damaged");
            }
            return rows.getString(1);
        }
    }

    private PreparedStatement fill(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}

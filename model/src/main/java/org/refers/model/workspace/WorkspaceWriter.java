package org.refers.model.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.text.ReportText;

/** Adds studies inside a transaction that its caller began. Statements are kept for the length of the batch. */
final class WorkspaceWriter implements AutoCloseable {

    private final Statements sql;
    private final Map<String, Integer> findings = new HashMap<>();
    private final List<AddResult.Duplicate> duplicates = new ArrayList<>();
    private WorkspaceCounts added = WorkspaceCounts.NONE;
    private final Map<String, Boolean> studies = new LinkedHashMap<>();
    private final Set<String> movedPatients = new LinkedHashSet<>();
    private final Set<String> keptPatients = new LinkedHashSet<>();
    private final Set<String> furtherThanListed = new HashSet<>();
    private WorkspaceCounts held = WorkspaceCounts.NONE;

    /**
     * For each row the database builds the lists of allowed words anew, a third of its time. Here such values come from enums and from
     * records that let nothing else in; whoever else writes is still checked.
     */
    WorkspaceWriter(Connection connection) throws SQLException {
        this.sql = new Statements(connection);
        sql.change("PRAGMA ignore_check_constraints = ON");
    }

    /** The source a batch comes from. */
    private record Source(long id, Path root, String collection, Pseudonyms pseudonyms) {

        /** Path as it is stored: relative to the root with forward slashes, or absolute when outside of it. */
        String stored(Path file) {
            Path absolute = root.resolve(file).normalize();
            return absolute.startsWith(root)
                    ? root.relativize(absolute).toString().replace('\\', '/')
                    : absolute.toString();
        }
    }

    AddResult add(SourceEntry entry, List<StudyDraft> drafts) throws SQLException {
        Source source = source(entry);
        for (StudyDraft study : drafts) {
            add(source, study);
        }
        return new AddResult(added, held, studies, List.copyOf(duplicates), movedPatients, keptPatients);
    }

    private Source source(SourceEntry entry) throws SQLException {
        String root = entry.root().toString();
        sql.change("INSERT INTO sources (kind, root, collection) VALUES (?, ?, ?)"
                + " ON CONFLICT (root) DO UPDATE SET kind = excluded.kind, collection = excluded.collection",
                entry.kind(), root, entry.collection());
        long id = sql.find("SELECT id FROM sources WHERE root = ?", root).orElseThrow();
        byte[] secret = HexFormat.of().parseHex(sql.text("SELECT value FROM settings WHERE name = 'secret'"));
        return new Source(id, entry.root(), entry.collection(), Pseudonyms.of(secret, entry.collection()));
    }

    /** What becomes of a radiograph: a new row, the row it had already, or nothing. */
    private record Place(Optional<Held> row, boolean isCopy) {
    }

    /** A radiograph in the database. */
    private record Held(long id, long patient, Path file) {
    }

    private void add(Source source, StudyDraft draft) throws SQLException {
        Identity identity = new Identity(source.pseudonyms.patient(draft.patient()),
                source.pseudonyms.study(draft.patient(), draft.study()), draft);
        Optional<Row> study = Optional.empty();
        if (draft.report().isPresent() && draft.radiographs().isEmpty()) {
            study = Optional.of(study(identity));
        }
        for (RadiographDraft radiograph : draft.radiographs()) {
            Optional<Place> place = place(source, identity, radiograph);
            if (place.isPresent()) {
                Row row = study.isPresent() ? study.get() : study(identity);
                study = Optional.of(row);
                radiograph(source, row.id, radiograph, place.get());
            }
        }
        if (study.isEmpty()) {
            study = sql.find("SELECT id FROM studies WHERE key = ?", identity.study).map(id -> new Row(id, false));
        }
        if (study.isPresent()) {
            studies.merge(identity.study, draft.report().isPresent(), Boolean::logicalOr);
            if (draft.report().isPresent()) {
                report(study.get().id, draft.report().get());
            }
            details(study.get(), draft.details());
        }
    }

    /** A row's number, and whether it was made just now with all that the draft says of it. */
    private record Row(long id, boolean isNew) {
    }

    /** What a source does not say stays as an earlier one said it. */
    private void details(Row row, StudyDetails details) throws SQLException {
        long study = row.id;
        if (details.sex() != Sex.UNKNOWN) {
            sql.change("UPDATE patients SET sex = ? WHERE id = (SELECT patient FROM studies WHERE id = ?)",
                    details.sex().code(), study);
        }
        if (details.age().isPresent() && !row.isNew) {
            sql.change("UPDATE studies SET age = ? WHERE id = ?", details.age().getAsDouble(), study);
        }
        for (Map.Entry<String, FindingLabel> label : details.labels().entrySet()) {
            if (label.getValue() != FindingLabel.UNKNOWN) {
                sql.change("INSERT INTO study_labels (study, finding, value) VALUES (?, ?, ?)"
                        + " ON CONFLICT (study, finding) DO UPDATE SET value = excluded.value",
                        study, finding(label.getKey()), label.getValue().ordinal());
            }
        }
    }

    /** The keys a study goes by. */
    private record Identity(String patient, String study, StudyDraft draft) {
    }

    private Row study(Identity identity) throws SQLException {
        StudyDraft draft = identity.draft;
        long patient = patient(identity.patient, draft.split());
        long next = sql.next("studies");
        if (sql.change("INSERT INTO studies (id, key, patient, taken, age) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (key) DO NOTHING", next, identity.study, patient, draft.taken(),
                number(draft.details().age())) > 0) {
            count(0, 1, 0, 0, 0, 0);
            if (furtherThanListed.contains(identity.patient)) {
                keptPatients.add(identity.patient);
            }
            return new Row(sql.taken("studies", next), true);
        }
        return new Row(sql.find("SELECT id FROM studies WHERE key = ?", identity.study).orElseThrow(), false);
    }

    /** Finds where a radiograph goes; empty if it is a duplicate that is left out. */
    private Optional<Place> place(Source source, Identity identity, RadiographDraft draft) throws SQLException {
        List<Held> held = held(draft.facts().sha256());
        if (held.isEmpty()) {
            return Optional.of(new Place(Optional.empty(), false));
        }
        Path file = source.root.resolve(source.stored(draft.file()));
        Optional<Held> own = held.stream().filter(row -> row.file.equals(file)).findFirst()
                .or(() -> held.stream().filter(row -> !Files.isRegularFile(row.file)).findFirst());
        if (own.isPresent()) {
            return Optional.of(new Place(own, false));
        }
        Held first = held.getFirst();
        boolean samePatient = sql.find("SELECT id FROM patients WHERE key = ?", identity.patient)
                .filter(patient -> patient == first.patient).isPresent();
        boolean kept = samePatient && !source.collection.isEmpty();
        duplicates.add(new AddResult.Duplicate(file, first.file, kept));
        if (!samePatient) {
            joinSides(first.patient, identity);
        }
        return kept ? Optional.of(new Place(Optional.empty(), true)) : Optional.empty();
    }

    /** Two patients who share a picture may be one person under two numbers: both go to one side. */
    private void joinSides(long first, Identity identity) throws SQLException {
        String firstKey = sql.text("SELECT key FROM patients WHERE id = ?", first);
        patient(firstKey, identity.draft.split());
        Split side = Split.valueOf(sql.text("SELECT split FROM patients WHERE id = ?", first));
        if (sql.find("SELECT id FROM patients WHERE key = ?", identity.patient).isPresent()) {
            patient(identity.patient, side);
        }
    }

    private List<Held> held(String sha256) throws SQLException {
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

    private long patient(String key, Split split) throws SQLException {
        long next = sql.next("patients");
        if (sql.change("INSERT INTO patients (id, key, split) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING", next, key,
                split.name()) > 0) {
            count(1, 0, 0, 0, 0, 0);
            return sql.taken("patients", next);
        }
        if (split != Split.NONE) {
            Split before = Split.valueOf(sql.text("SELECT split FROM patients WHERE key = ?", key));
            if (split.heldOutMoreThan(before)) {
                sql.change("UPDATE patients SET split = ? WHERE key = ?", split.name(), key);
                if (before != Split.NONE) {
                    movedPatients.add(key);
                }
            } else if (before != split) {
                furtherThanListed.add(key);
            }
        }
        return sql.find("SELECT id FROM patients WHERE key = ?", key).orElseThrow();
    }

    private void report(long study, Report report) throws SQLException {
        int words = ReportText.words(report);
        boolean isNew = sql.change("INSERT INTO reports (study, findings, impression, words) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (study) DO NOTHING", study, report.findings(), report.impression(), words) > 0;
        if (!isNew) {
            sql.change("UPDATE reports SET findings = ?, impression = ?, words = ? WHERE study = ?", report.findings(),
                    report.impression(), words, study);
        }
        count(0, 0, 0, isNew ? 1 : 0, 0, 0);
    }

    private void radiograph(Source source, long study, RadiographDraft draft, Place place) throws SQLException {
        Optional<Long> made = place.row.isPresent() ? Optional.empty() : insert(source, study, draft, place.isCopy);
        long id;
        if (made.isPresent()) {
            id = made.get();
        } else {
            // Whatever else this path held was written over: labels and boxes of the old picture do not fit the new one.
            sql.change("DELETE FROM radiographs WHERE source = ? AND file = ? AND sha256 <> ?", source.id,
                    source.stored(draft.file()), draft.facts().sha256());
            id = place.row.isPresent()
                    ? refresh(source, study, draft, place.row.get().id)
                    : insert(source, study, draft, place.isCopy).orElseThrow();
        }
        held = held.plus(new WorkspaceCounts(0, 0, 1, 0, 0, draft.boxes().size()));
        labels(id, draft.labels());
        for (ReaderBox box : draft.boxes()) {
            box(id, box);
        }
    }

    /** The new row's number; empty if the path stands for another picture already. */
    private Optional<Long> insert(Source source, long study, RadiographDraft draft, boolean isCopy)
            throws SQLException {
        FileFacts facts = draft.facts();
        String file = source.stored(draft.file());
        String key = isCopy
                ? source.pseudonyms.copy(facts.sha256(), file)
                : source.pseudonyms.radiograph(facts.sha256());
        Acquisition how = draft.acquisition();
        long next = sql.next("radiographs");
        boolean isNew = sql.change(
                "INSERT INTO radiographs (id, key, study, source, file, sha256, size, modified, view,"
                        + " modality, pixel_rows, pixel_columns, manufacturer, device, laterality, row_spacing, column_spacing)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, file) DO NOTHING",
                next, key, study, source.id, file, facts.sha256(), facts.size(), facts.modified(), draft.view().name(),
                draft.modality(), facts.rows(), facts.columns(), how.manufacturer(), how.device(), how.laterality(),
                number(how.rowSpacing()), number(how.columnSpacing())) > 0;
        if (!isNew) {
            return Optional.empty();
        }
        count(0, 0, 1, 0, 0, 0);
        return Optional.of(sql.taken("radiographs", next));
    }

    /** Brings a radiograph that is there up to the draft; its file may have moved. */
    private long refresh(Source source, long study, RadiographDraft draft, long id) throws SQLException {
        FileFacts facts = draft.facts();
        String file = source.stored(draft.file());
        // A row that says this already is not written again: most are like that where an import goes on.
        sql.change(
                "UPDATE radiographs SET study = ?, source = ?, file = ?, size = ?, modified = ?, view = ?, modality = ?,"
                        + " pixel_rows = ?, pixel_columns = ? WHERE id = ? AND (study, source, file, size, modified, view,"
                        + " modality, pixel_rows, pixel_columns) IS NOT (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                study, source.id,
                file, facts.size(), facts.modified(), draft.view().name(), draft.modality(), facts.rows(),
                facts.columns(), id, study, source.id, file, facts.size(), facts.modified(), draft.view().name(),
                draft.modality(), facts.rows(), facts.columns());
        acquisition(id, draft.acquisition());
        return id;
    }

    private void acquisition(long id, Acquisition acquisition) throws SQLException {
        if (!acquisition.equals(Acquisition.UNKNOWN)) {
            sql.change(
                    "UPDATE radiographs SET manufacturer = ?, device = ?, laterality = ?, row_spacing = ?, column_spacing = ?"
                            + " WHERE id = ?",
                    acquisition.manufacturer(), acquisition.device(), acquisition.laterality(),
                    number(acquisition.rowSpacing()), number(acquisition.columnSpacing()), id);
        }
    }

    private static @Nullable Object number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private void labels(long radiograph, Map<String, FindingLabel> labels) throws SQLException {
        int changed = 0;
        for (Map.Entry<String, FindingLabel> label : labels.entrySet()) {
            if (label.getValue() != FindingLabel.UNKNOWN) {
                int finding = finding(label.getKey());
                int isNew = sql.change("INSERT OR IGNORE INTO labels (radiograph, finding, value) VALUES (?, ?, ?)",
                        radiograph, finding, label.getValue().ordinal());
                if (isNew == 0) {
                    changed += sql.change(
                            "UPDATE labels SET value = ? WHERE radiograph = ? AND finding = ? AND value <> ?",
                            label.getValue().ordinal(), radiograph, finding, label.getValue().ordinal());
                }
                changed += isNew;
                count(0, 0, 0, 0, isNew, 0);
                held = held.plus(new WorkspaceCounts(0, 0, 0, 0, 1, 0));
            }
        }
        if (changed > 0) {
            sql.change(
                    "INSERT OR REPLACE INTO label_rows SELECT radiograph, finding / 31, sum(value + 1 << 2 * (finding % 31))"
                            + " FROM labels WHERE radiograph = ? GROUP BY finding / 31",
                    radiograph);
        }
    }

    private int finding(String name) throws SQLException {
        Integer known = findings.get(name);
        if (known != null) {
            return known;
        }
        sql.change("INSERT OR IGNORE INTO findings (name) VALUES (?)", name);
        int id = Math.toIntExact(sql.find("SELECT id FROM findings WHERE name = ?", name).orElseThrow());
        findings.put(name, id);
        return id;
    }

    private void box(long radiograph, ReaderBox box) throws SQLException {
        int isNew = sql.change("INSERT OR IGNORE INTO boxes (radiograph, reader, finding, x, y, width, height)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)", radiograph, box.reader(), box.finding(), box.box().x(),
                box.box().y(), box.box().width(), box.box().height());
        count(0, 0, 0, 0, 0, isNew);
    }

    int moveSource(Path from, Path to) throws SQLException {
        return sql.change("UPDATE sources SET root = ? WHERE root = ?", to.toString(), from.toString());
    }

    int splitRest(Collection<String> studyKeys, SplitShares shares, long seed) throws SQLException {
        Set<String> asked = Set.copyOf(studyKeys);
        List<Long> patients = new ArrayList<>();
        try (ResultSet rows = sql.fill("SELECT p.id, s.key FROM patients p JOIN studies s ON s.patient = p.id"
                + " WHERE p.split = 'NONE' ORDER BY p.id").executeQuery()) {
            while (rows.next()) {
                long patient = rows.getLong(1);
                boolean isNew = patients.isEmpty() || patients.getLast() != patient;
                if (isNew && asked.contains(rows.getString(2))) {
                    patients.add(patient);
                }
            }
        }
        // The order of import, not of the keys, is shuffled: keys of own data differ from workspace to workspace.
        Collections.shuffle(patients, new Random(seed));
        List<Split> sides = shares.sides(patients.size());
        for (Split side : new LinkedHashSet<>(sides)) {
            String numbers = IntStream.range(0, patients.size()).filter(i -> sides.get(i) == side)
                    .mapToObj(i -> patients.get(i).toString()).collect(Collectors.joining(",", "[", "]"));
            sql.change("UPDATE patients SET split = ? WHERE id IN (SELECT value FROM json_each(?))", side.name(),
                    numbers);
        }
        return patients.size();
    }

    private void count(int patients, int studies, int radiographs, int reports, int labels, int boxes) {
        added = added.plus(new WorkspaceCounts(patients, studies, radiographs, reports, labels, boxes));
    }

    @Override
    public void close() throws SQLException {
        try {
            sql.change("PRAGMA ignore_check_constraints = OFF");
        } finally {
            sql.close();
        }
    }
}

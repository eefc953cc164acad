package org.refers.model.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;

/**
 * Reads entries. Five scans in key order are joined in memory: thousands of studies with their labels come in a
 * fraction of a second, where a query per study would take many.
 */
final class WorkspaceReader {

    private static final Comparator<RadiographEntry> VIEW_ORDER = Comparator.comparingInt(r -> rank(r.view()));

    private final Connection connection;

    WorkspaceReader(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Which rows: a condition over {@code s} (studies) and {@code p} (patients) or {@code r} (radiographs). */
    private record Where(String condition, List<String> values) {

        static final Where ALL = new Where("1", List.of());
    }

    /** Fills a statement's row into a collection. */
    @FunctionalInterface
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    List<StudyEntry> all() throws SQLException {
        return studies(Where.ALL);
    }

    List<StudyEntry> ofSplit(Split split) throws SQLException {
        return studies(new Where("p.split = ?", List.of(split.name())));
    }

    /** The studies of patients by their numbers, in the order of these. */
    List<StudyEntry> ofPatients(int... patients) throws SQLException {
        String numbers = Arrays.stream(patients).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        Map<String, List<StudyEntry>> found = new HashMap<>();
        for (StudyEntry study : studies(new Where("p.id IN (" + numbers + ")", List.of()))) {
            found.computeIfAbsent(study.patientId(), key -> new ArrayList<>()).add(study);
        }
        Map<Integer, String> keys = new HashMap<>();
        each("SELECT id, key FROM patients WHERE id IN (" + numbers + ")", List.of(),
                row -> keys.put(row.getInt(1), row.getString(2)));
        return Arrays.stream(patients)
                .mapToObj(patient -> found.getOrDefault(keys.getOrDefault(patient, ""), List.of()))
                .flatMap(List::stream).toList();
    }

    List<String> findingNames() throws SQLException {
        List<String> names = new ArrayList<>();
        each("SELECT name FROM findings ORDER BY id", List.of(), row -> names.add(row.getString(1)));
        return List.copyOf(names);
    }

    Optional<StudyEntry> study(String key) throws SQLException {
        // The whole patient is read, since the position among the patient's studies is asked for.
        Where patient = new Where("p.id = (SELECT patient FROM studies WHERE key = ?)", List.of(key));
        return studies(patient).stream().filter(study -> study.id().equals(key)).findFirst();
    }

    Optional<StudyEntry> studyOf(String radiograph) throws SQLException {
        List<String> keys = new ArrayList<>();
        each("SELECT s.key FROM radiographs r JOIN studies s ON s.id = r.study WHERE r.key = ?", List.of(radiograph),
                row -> keys.add(row.getString(1)));
        return keys.isEmpty() ? Optional.empty() : study(keys.getFirst());
    }

    Optional<RadiographEntry> radiograph(String key) throws SQLException {
        return radiographs(new Where("r.key = ?", List.of(key))).values().stream().flatMap(List::stream).findFirst();
    }

    List<RadiographEntry> boxed(Split split) throws SQLException {
        Where where = new Where("p.split = ? AND r.id IN (SELECT radiograph FROM all_boxes)", List.of(split.name()));
        return radiographs(where).values().stream().flatMap(List::stream).toList();
    }

    private List<StudyEntry> studies(Where where) throws SQLException {
        Map<Integer, List<RadiographEntry>> radiographs = radiographs(where);
        List<StudyEntry> studies = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        String sql = "SELECT s.id, s.key, p.key, p.split, t.findings, t.impression FROM studies s"
                + " JOIN patients p ON p.id = s.patient LEFT JOIN reports t ON t.study = s.id WHERE "
                + where.condition + " ORDER BY p.id, s.taken, s.id";
        each(sql, where.values, row -> {
            String patient = row.getString(3);
            int order = seen.merge(patient, 1, Integer::sum) - 1;
            String findings = row.getString(5);
            Optional<Report> report = findings == null
                    ? Optional.empty()
                    : Optional.of(new Report(findings, row.getString(6)));
            studies.add(new StudyEntry(row.getString(2), patient, order, Split.valueOf(row.getString(4)),
                    radiographs.getOrDefault(row.getInt(1), List.of()), report));
        });
        return List.copyOf(studies);
    }

    private Map<Integer, List<RadiographEntry>> radiographs(Where where) throws SQLException {
        Map<Integer, Map<String, FindingLabel>> labels = labels(where);
        Map<Integer, List<ReaderBox>> boxes = boxes(where);
        Map<Integer, Path> roots = roots();
        Map<Integer, List<RadiographEntry>> found = new HashMap<>();
        String sql = "SELECT r.id, r.study, r.key, r.source, r.file, r.view, r.modality, r.pixel_rows,"
                + " r.pixel_columns, r.sha256 FROM radiographs r" + JOIN + where.condition + " ORDER BY r.id";
        each(sql, where.values, row -> {
            int id = row.getInt(1);
            RadiographEntry entry = new RadiographEntry(row.getString(3), file(roots, row),
                    ViewPosition.valueOf(row.getString(6)), row.getString(7), row.getInt(8), row.getInt(9),
                    row.getString(10), Collections.unmodifiableMap(labels.getOrDefault(id, Map.of())),
                    List.copyOf(boxes.getOrDefault(id, List.of())));
            found.computeIfAbsent(row.getInt(2), study -> new ArrayList<>()).add(entry);
        });
        found.replaceAll((study, entries) -> entries.stream().sorted(VIEW_ORDER).toList());
        return found;
    }

    private static final String JOIN = " JOIN studies s ON s.id = r.study JOIN patients p ON p.id = s.patient WHERE ";

    private static Path file(Map<Integer, Path> roots, ResultSet row) throws SQLException {
        Path root = roots.get(row.getInt(4));
        return root == null ? Path.of(row.getString(5)) : root.resolve(row.getString(5));
    }

    private Map<Integer, Path> roots() throws SQLException {
        Map<Integer, Path> roots = new HashMap<>();
        each("SELECT id, root FROM sources", List.of(), row -> roots.put(row.getInt(1), Path.of(row.getString(2))));
        return roots;
    }

    private Map<Integer, Map<String, FindingLabel>> labels(Where where) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        each("SELECT id, name FROM findings", List.of(), row -> names.put(row.getInt(1), row.getString(2)));
        FindingLabel[] values = FindingLabel.values();
        Map<Integer, Map<String, FindingLabel>> labels = new HashMap<>();
        each("SELECT l.radiograph, l.finding, l.value FROM labels l" + of("l", where), where.values,
                row -> labels.computeIfAbsent(row.getInt(1), id -> new LinkedHashMap<>())
                        .put(names.getOrDefault(row.getInt(2), ""), values[row.getInt(3)]));
        return labels;
    }

    private Map<Integer, List<ReaderBox>> boxes(Where where) throws SQLException {
        Map<Integer, List<ReaderBox>> boxes = new HashMap<>();
        each("SELECT b.radiograph, b.reader, b.finding, b.x, b.y, b.width, b.height FROM all_boxes b" + of("b", where)
                + " ORDER BY b.place, b.drawn", where.values, row -> {
                    Box box = new Box(row.getDouble(4), row.getDouble(5), row.getDouble(6), row.getDouble(7));
                    boxes.computeIfAbsent(row.getInt(1), id -> new ArrayList<>())
                            .add(new ReaderBox(row.getString(2), row.getString(3), box));
                });
        return boxes;
    }

    /** Limits labels or boxes to the radiographs asked for; asked for all, it keeps to the plain scan. */
    private static String of(String table, Where where) {
        return where.equals(Where.ALL)
                ? ""
                : " WHERE " + table + ".radiograph IN (SELECT r.id FROM radiographs r" + JOIN + where.condition + ")";
    }

    private void each(String sql, List<String> values, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.take(rows);
                }
            }
        }
    }

    WorkspaceCounts counts() throws SQLException {
        int[] counts = new int[6];
        String[] tables = {"patients", "studies", "radiographs", "reports", "labels", "all_boxes"};
        for (int i = 0; i < tables.length; i++) {
            int at = i;
            each("SELECT count(*) FROM " + tables[i], List.of(), row -> counts[at] = row.getInt(1));
        }
        return new WorkspaceCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    List<FindingCount> findings() throws SQLException {
        List<FindingCount> findings = new ArrayList<>();
        each("SELECT f.name, sum(l.value = 0), sum(l.value = 1), sum(l.value = 2) FROM findings f"
                + " JOIN labels l ON l.finding = f.id GROUP BY f.id ORDER BY f.id", List.of(),
                row -> findings.add(
                        new FindingCount(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4))));
        return List.copyOf(findings);
    }

    List<PatientEntry> patients() throws SQLException {
        List<PatientEntry> patients = new ArrayList<>();
        each("SELECT p.key, p.split, count(s.id) FROM patients p LEFT JOIN studies s ON s.patient = p.id"
                + " GROUP BY p.id ORDER BY p.id", List.of(),
                row -> patients
                        .add(new PatientEntry(row.getString(1), Split.valueOf(row.getString(2)), row.getInt(3))));
        return List.copyOf(patients);
    }

    List<SourceEntry> sources() throws SQLException {
        List<SourceEntry> sources = new ArrayList<>();
        each("SELECT kind, root, collection FROM sources ORDER BY id", List.of(),
                row -> sources.add(new SourceEntry(row.getString(1), Path.of(row.getString(2)), row.getString(3))));
        return List.copyOf(sources);
    }

    /** What is known of a source's files, in their order. */
    List<Optional<FileFacts>> facts(Path root, List<String> files) throws SQLException {
        List<Optional<FileFacts>> facts = new ArrayList<>(files.size());
        try (PreparedStatement statement = connection.prepareStatement("SELECT sha256, size, modified, pixel_rows,"
                + " pixel_columns FROM radiographs WHERE source = (SELECT id FROM sources WHERE root = ?) AND file = ?")) {
            for (String file : files) {
                statement.setString(1, root.toString());
                statement.setString(2, file);
                try (ResultSet row = statement.executeQuery()) {
                    facts.add(row.next()
                            ? Optional.of(new FileFacts(row.getString(1), row.getLong(2), row.getLong(3),
                                    row.getInt(4), row.getInt(5)))
                            : Optional.empty());
                }
            }
        }
        return facts;
    }

    /** Whether anything is known of a source's files. */
    boolean isKnown(Path root) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM radiographs r"
                + " JOIN sources o ON o.id = r.source WHERE o.root = ?)")) {
            statement.setString(1, root.toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Number of ranks. */
    static final int RANKS = 3;

    /** Place of a view in its study, from 0; equal ones keep the order of import. */
    static int rank(ViewPosition view) {
        return switch (view) {
            case PA, AP -> 0;
            case LATERAL -> 1;
            case OTHER, UNKNOWN -> 2;
        };
    }
}

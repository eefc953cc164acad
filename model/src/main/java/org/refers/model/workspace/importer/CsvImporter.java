package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.workspace.Acquisition;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;

/**
 * Reads one's own data from a table with one row a radiograph.
 *
 * <p>Columns: {@code file} (required; relative to the table), {@code patient}, {@code study}, {@code date},
 * {@code view}, {@code modality}, {@code split}, {@code report} (the text, or the name of a .txt file) or the sections
 * {@code findings} and {@code impression}, {@code finding_labels} (the findings that are present, separated by |; those
 * that other rows name are absent), {@code sex}, {@code age} in years at the study, {@code manufacturer}, {@code device},
 * {@code laterality}. Each further column whose values are all labels (present, absent, uncertain,
 * unknown, 1, 0, -1, empty) is a finding. Boxes come from {@code boxes.csv} beside the table.
 */
final class CsvImporter implements SourceImporter {

    /** Column with the findings that are present, such as {@code Mass|Effusion}. */
    private static final String PRESENT = "finding_labels";
    private static final Set<String> RESERVED = Set.of("file", "patient", "study", "date", "view", "modality", "split",
            "report", "findings", "impression", PRESENT, "age", "sex", "rows", "columns", "manufacturer", "device",
            "laterality");
    /** Other spellings of the columns. */
    private static final Map<String, String> ALIASES = Map.of("patientid", "patient", "patient_id", "patient",
            "studyid", "study", "study_id", "study", "filename", "file", "file_name", "file");
    /** Names under which the table is looked for in a folder. */
    private static final List<String> NAMES = List.of("radiographs.csv", "index.csv", "images.csv", "data.csv",
            "labels.csv");
    private static final String BOXES = "boxes.csv";
    /** A table with none of these beside the file names is some other list, not meant for us. */
    private static final List<String> MARKS = List.of("patient", "study", "report", "split");
    private static final Set<String> NO_FINDING = Set.of("no finding", "normal", "none", "no findings");

    @Override
    public String kind() {
        return "csv";
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        Optional<Path> table = tableIn(source);
        return table.isPresent() && fault(table.get()).isEmpty();
    }

    /** A table that lies where ours is looked for and is none, and why in words that follow its name. */
    record Unfit(Path table, String why) {

        /** Whether it has the name that only our table has: then somebody meant it to be read. */
        boolean isMeant() {
            return SourceFolder.lowerName(table).equals(NAMES.getFirst());
        }
    }

    /** The table in a folder that cannot be read as ours; empty if there is none, or it can. */
    static Optional<Unfit> unfit(Path source) throws IOException {
        Optional<Path> table = Files.isDirectory(source) ? tableIn(source) : Optional.empty();
        return table.flatMap(file -> fault(file).map(why -> new Unfit(file, why)));
    }

    private static Optional<String> fault(Path file) {
        try {
            CsvTable table = CsvTable.read(file, (row, reason) -> {
            });
            ALIASES.forEach(table::alias);
            table.require("file");
            return MARKS.stream().anyMatch(table::has)
                    ? Optional.empty()
                    : Optional.of("has none of the columns " + String.join(", ", MARKS));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Path> tableIn(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            return Optional.of(source).filter(file -> SourceFolder.lowerName(file).endsWith(".csv")
                    || SourceFolder.lowerName(file).endsWith(".tsv"));
        }
        Optional<Path> named = NAMES.stream().map(source::resolve).filter(Files::isRegularFile).findFirst();
        if (named.isPresent()) {
            return named;
        }
        try (Stream<Path> files = Files.list(source)) {
            List<Path> tables = files.filter(file -> SourceFolder.lowerName(file).endsWith(".csv"))
                    .filter(file -> !SourceFolder.lowerName(file).equals(BOXES)).toList();
            return tables.size() == 1 ? Optional.of(tables.getFirst()) : Optional.empty();
        }
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        Path file = tableIn(session.source()).orElseThrow(() -> new ImportException(session.source() + " holds no table"
                + " that could be meant; name the .csv file itself, or call it radiographs.csv"));
        CsvTable table = session.needed(file);
        ALIASES.forEach(table::alias);
        if (!table.has("file")) {
            throw new ImportException(SourceFolder.nameOf(file) + " has no column file; it has "
                    + String.join(", ", table.columns()));
        }
        if (table.rows().isEmpty()) {
            throw new ImportException(SourceFolder.nameOf(file) + " has no rows under its header");
        }
        Path folder = folderOf(file);
        if (table.has("split")) {
            session.splitIsGiven();
        }
        Rows rows = new Rows(session, table, folder, findings(session, table), allListed(table),
                reports(session, folder), session.splitLists());
        Optional<CsvTable> boxes = boxes(session, folder);
        BoxTable boxTable = boxes.map(read -> BoxTable.read(read, session)).orElseGet(BoxTable::none);
        List<StudyPlan> plans = rows.plans(boxTable);
        boxes.ifPresent(read -> boxTable.rejectUnused(read, session));
        session.addAll(new SourceEntry(kind(), folder, ""), plans);
        UnlistedPictures.tell(plans, session);
        rows.reports.rejectUnused();
    }

    private static Path folderOf(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private static Optional<CsvTable> boxes(ImportSession session, Path folder) {
        Path file = folder.resolve(BOXES);
        return Files.isRegularFile(file)
                ? session.optional(file, "file", "x", "y", "width", "height")
                : Optional.empty();
    }

    private static ReportFiles reports(ImportSession session, Path folder) throws ImportException, IOException {
        Path given = session.request().reports().orElse(folder.resolve("reports"));
        if (session.request().reports().isPresent() && !Files.isDirectory(given)) {
            throw new ImportException("--reports " + given + " is not a folder; it should hold report texts");
        }
        return ReportFiles.of(Files.isDirectory(given)
                ? SourceFolder.list(given, session::reject).withExtension(".txt")
                : List.of(), session);
    }

    /** The columns that are findings; those that are neither that nor known are named. */
    private static List<String> findings(ImportSession session, CsvTable table) {
        List<String> findings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : table.columns()) {
            String lower = column.toLowerCase(Locale.ROOT);
            if (!column.isBlank() && !seen.add(lower)) {
                session.reject(table.file(),
                        "column " + column + " stands twice in the header; only the first is read");
                continue;
            }
            if (RESERVED.contains(lower) || ALIASES.containsKey(lower) || column.isBlank()) {
                continue;
            }
            Optional<CsvTable.Row> odd = table.rows().stream().filter(row -> Words.label(row.get(column)).isEmpty())
                    .findFirst();
            if (odd.isEmpty()) {
                findings.add(column);
            } else {
                session.reject(table.file(), "column " + column + " is unknown and was left out: it is no finding,"
                        + " since line " + odd.get().line() + " holds something other than present, absent, uncertain,"
                        + " 1, 0 and -1");
            }
        }
        return findings;
    }

    /** Every finding that column finding_labels names anywhere, in alphabetical order. */
    private static List<String> allListed(CsvTable table) {
        return table.rows().stream().flatMap(row -> listed(row).stream())
                .filter(finding -> !NO_FINDING.contains(finding.toLowerCase(Locale.ROOT))).distinct().sorted().toList();
    }

    private static List<String> listed(CsvTable.Row row) {
        return Stream.of(row.get(PRESENT).split("\\|")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /** The rows of the table and what they are read with. */
    private record Rows(ImportSession session, CsvTable table, Path folder, List<String> findings, List<String> listed,
            ReportFiles reports, SplitLists lists) {

        /** A study while its rows are gathered. */
        private record Gathered(String patient, String study, List<CsvTable.Row> rows) {
        }

        List<StudyPlan> plans(BoxTable boxes) {
            Map<String, Gathered> studies = new LinkedHashMap<>();
            for (CsvTable.Row row : table.rows()) {
                if (row.get("file").isEmpty() || SourceFolder.resolve(folder, row.get("file")).isEmpty()) {
                    session.reject(table.file(), "line " + row.line() + " names no file; the line was left out");
                    continue;
                }
                String study = row.get("study").isEmpty() ? Words.withoutView(stem(row)) : row.get("study");
                String patient = row.get("patient").isEmpty() ? study : row.get("patient");
                studies.computeIfAbsent(patient + "\n" + study, key -> new Gathered(patient, study,
                        new ArrayList<>())).rows.add(row);
            }
            return studies.values().stream().map(study -> plan(study, boxes)).toList();
        }

        private static String stem(CsvTable.Row row) {
            return SourceFolder.stemOf(Path.of(row.get("file").replace('\\', '/')));
        }

        private StudyPlan plan(Gathered study, BoxTable boxes) {
            Split split = Split.NONE;
            String taken = "";
            List<RadiographPlan> radiographs = new ArrayList<>();
            List<String> keys = new ArrayList<>(List.of(study.study));
            Optional<Report> report = Optional.empty();
            for (CsvTable.Row row : study.rows) {
                Split side = side(row);
                split = side.heldOutMoreThan(split) ? side : split;
                taken = taken.isEmpty() ? row.get("date") : taken;
                keys.add(stem(row));
                report = report.isPresent() ? report : report(row);
                radiographs.add(radiograph(row, boxes));
            }
            Optional<Report> found = report.isPresent() ? report : reports.find(keys);
            if (found.isEmpty()
                    && (table.has("report") || table.has("findings") || session.request().reports().isPresent())) {
                session.reject(table.file(), "line " + study.rows.getFirst().line()
                        + ": the study has no report; it was"
                        + " imported without");
            }
            return new StudyPlan(study.patient, study.study, taken, split, found, radiographs,
                    PatientColumns.of(study.rows));
        }

        private Split side(CsvTable.Row row) {
            Split listed = lists.side(row.get("file"));
            Optional<Split> side = Words.side(row.get("split"));
            if (side.isEmpty()) {
                session.reject(table.file(), "line " + row.line() + ": split is none of train, validation and test; it"
                        + " was left open");
            }
            return listed != Split.NONE ? listed : side.orElse(Split.NONE);
        }

        private RadiographPlan radiograph(CsvTable.Row row, BoxTable boxes) {
            Map<String, FindingLabel> labels = new LinkedHashMap<>();
            List<String> present = CsvImporter.listed(row);
            for (String finding : present.isEmpty() ? List.<String>of() : listed) {
                labels.put(finding, Words.presentIf(present.contains(finding)));
            }
            for (String finding : findings) {
                labels.put(finding, Words.label(row.get(finding)).orElse(FindingLabel.UNKNOWN));
            }
            Path file = SourceFolder.resolve(folder, row.get("file")).orElse(folder);
            return new RadiographPlan(file, Words.view(row.get("view")), Words.modality(row.get("modality")), labels,
                    boxes.of(row.get("file"))).takenWith(
                            new Acquisition(row.get("manufacturer"), row.get("device"),
                                    row.get("laterality"), OptionalDouble.empty(), OptionalDouble.empty()));
        }

        /** The sections, or column report: a text, or the name of a text file inside the table's folder. */
        private Optional<Report> report(CsvTable.Row row) {
            Report sections = new Report(row.get("findings"), row.get("impression"));
            if (!sections.text().isEmpty()) {
                return Optional.of(sections);
            }
            String value = row.get("report");
            if (!value.endsWith(".txt") || value.indexOf('\n') >= 0) {
                return value.isEmpty() ? Optional.empty() : Optional.of(session.report(value));
            }
            Path file = SourceFolder.resolve(folder, value).orElse(folder);
            try {
                if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
                    throw new IOException("is not a file inside the table's folder; its study has no report");
                }
                String text = TextFiles.report(file);
                if (text.isBlank()) {
                    throw new IOException("is empty; its study has no report");
                }
                return Optional.of(session.report(text));
            } catch (IOException e) {
                session.reject(file, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }
    }
}

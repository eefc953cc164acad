package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;

/**
 * Reads CheXpert: {@code train.csv} and {@code valid.csv} with 14 label columns (1, 0, -1 for uncertain, empty for
 * unknown), and the images below {@code train} and {@code valid}. The test set came later, as {@code test_labels.csv}
 * without the columns on the patient and the view; the file's name tells the view then. The large version may lie as its archives
 * unpack, in folders such as {@code CheXpert-v1.0 batch 2 (train 1)}.
 */
final class CheXpertImporter implements SourceImporter {

    static final List<String> FINDINGS = List.of("No Finding", "Enlarged Cardiomediastinum", "Cardiomegaly",
            "Lung Opacity", "Lung Lesion", "Edema", "Consolidation", "Pneumonia", "Atelectasis", "Pneumothorax",
            "Pleural Effusion", "Pleural Other", "Fracture", "Support Devices");
    private static final Pattern PATH = Pattern.compile("(?:.*/)?((?:train|valid|test)/(patient\\d+)/(study\\d+)/.+)");
    /** The large version is split over archives, of which this one holds the tables. */
    private static final String TABLES_OF_BATCHES = "CheXpert-v1.0 batch 1 (validate & csv)";
    private static final Map<String, Split> TABLES = Map.of("train.csv", Split.TRAIN, "valid.csv", Split.VALIDATION,
            "test.csv", Split.TEST, "test_labels.csv", Split.TEST);

    @Override
    public String kind() {
        return "chexpert";
    }

    @Override
    public boolean recognises(Path source) {
        return isTables(source) || isTables(source.resolve(TABLES_OF_BATCHES));
    }

    private static boolean isTables(Path folder) {
        return Covid19Importer.hasColumns(folder.resolve("valid.csv"), "Path", "Frontal/Lateral")
                || Covid19Importer.hasColumns(folder.resolve("train.csv"), "Path", "Frontal/Lateral");
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        StudyGathering studies = new StudyGathering();
        SplitLists lists = session.splitLists();
        List<Path> batches = batches(session.source());
        boolean any = false;
        for (String name : List.of("train.csv", "valid.csv", "test.csv", "test_labels.csv")) {
            Optional<Path> file = Stream.of(session.source(), session.source().resolve(TABLES_OF_BATCHES))
                    .map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst();
            if (file.isPresent()) {
                any = true;
                CsvTable table = session.needed(file.get(), "Path");
                for (CsvTable.Row row : table.rows()) {
                    add(new Reading(session, table, lists, batches), row, studies);
                }
            }
        }
        if (!any) {
            throw new ImportException(session.source() + " holds neither train.csv nor valid.csv of CheXpert");
        }
        if (lists.isEmpty()) {
            session.splitIsGiven();
        }
        session.addAll(new SourceEntry(kind(), session.source(), kind()), studies.plans(session));
    }

    /** Folders of the large version's archives, in their order; none where all lies in one. */
    private static List<Path> batches(Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(source)) {
            return folders.filter(folder -> SourceFolder.nameOf(folder).startsWith("CheXpert-v1.0 batch"))
                    .filter(Files::isDirectory).sorted().toList();
        }
    }

    /** A table and what its rows are read with. */
    private record Reading(ImportSession session, CsvTable table, SplitLists lists, List<Path> batches) {

        /**
         * The file of a path such as train/patient00001/study1/view1_frontal.jpg. The archives of the large version hold the
         * patients of train without a folder of that name.
         */
        Optional<Path> file(String path) {
            return Stream.concat(Stream.of(session.source()), batches.stream())
                    .flatMap(folder -> Stream.of(path, path.replaceFirst("^train/", ""))
                            .flatMap(one -> SourceFolder.resolve(folder, one).stream()))
                    .filter(file -> file.startsWith(session.source())).filter(Files::isRegularFile).findFirst();
        }
    }

    private static void add(Reading reading, CsvTable.Row row, StudyGathering studies) {
        ImportSession session = reading.session;
        CsvTable table = reading.table;
        Matcher path = PATH.matcher(row.get("Path"));
        if (!path.matches()) {
            session.reject(table.file(), "line " + row.line() + ": Path is not of the form"
                    + " train/patient00001/study1/view1_frontal.jpg; the line was left out");
            return;
        }
        Optional<Path> file = reading.file(path.group(1));
        if (file.isEmpty()) {
            studies.missing();
            return;
        }
        Split side = reading.lists.isEmpty()
                ? TABLES.getOrDefault(SourceFolder.nameOf(table.file()), Split.NONE)
                : reading.lists.side(path.group(1));
        // Age 0 stands for unknown: all patients are adults.
        studies.study(path.group(2), path.group(3)).taken(path.group(3))
                .details(Sex.of(row.get("Sex")), Ages.aboveZero(row.get("Age")))
                .add(new RadiographPlan(file.get(), view(table, row), "RG", labels(session, table, row), List.of()),
                        side);
    }

    private static ViewPosition view(CsvTable table, CsvTable.Row row) {
        boolean lateral = table.has("Frontal/Lateral")
                ? row.get("Frontal/Lateral").equalsIgnoreCase("lateral")
                : row.get("Path").endsWith("_lateral.jpg");
        return lateral ? ViewPosition.LATERAL : Words.view(row.get("AP/PA"));
    }

    /** The columns that are CheXpert's findings; shared with MIMIC-CXR-JPG, which uses the same labeller. */
    static Map<String, FindingLabel> labels(ImportSession session, CsvTable table, CsvTable.Row row) {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        for (String finding : FINDINGS) {
            Optional<FindingLabel> label = Words.label(row.get(finding));
            if (label.isEmpty()) {
                session.reject(table.file(),
                        "line " + row.line() + ": " + finding + " is none of 1, 0, -1 and empty; it"
                                + " is taken as unknown");
            }
            labels.put(finding, label.orElse(FindingLabel.UNKNOWN));
        }
        return labels;
    }
}

package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.SourceEntry;

/**
 * Reads NIH ChestX-ray14: {@code Data_Entry_2017*.csv}, {@code BBox_List_2017.csv} (both also as .gz), the images in any
 * sub-folder, and either the official {@code train_val_list.txt} and {@code test_list.txt} or lists of {@code --splits}.
 * Kaggle's sample of the collection comes with {@code sample_labels.csv} instead. A follow-up number is a study. Where both versions of the labels are there, those corrected in 2020 are read.
 */
final class NihImporter implements SourceImporter {

    /** The 14 findings in the order of REFERS' lists. */
    static final List<String> FINDINGS = List.of("Atelectasis", "Cardiomegaly", "Effusion", "Infiltration",
            "Mass", "Nodule", "Pneumonia", "Pneumothorax", "Consolidation", "Edema", "Emphysema", "Fibrosis",
            "Pleural_Thickening", "Hernia");
    private static final String NONE = "No Finding";
    private static final String TABLE = "data_entry_2017";
    /** The table of Kaggle's sample of the collection. */
    private static final String SAMPLE = "sample_labels.csv";
    /** The published boxes lie on the 1024 x 1024 pictures, whatever size the file at hand was brought to. */
    private static final RadiographPlan.Grid GRID = new RadiographPlan.Grid(1024, 1024);

    @Override
    public String kind() {
        return "nih";
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return SourceFolder.nearby(source, name -> name.startsWith(TABLE)).isPresent()
                || Covid19Importer.hasColumns(source.resolve(SAMPLE), "Image Index", "Finding Labels");
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        Path file = folder.beginningWith(TABLE + "_v2020").or(() -> folder.beginningWith(TABLE))
                .or(() -> folder.beginningWith(SAMPLE))
                .orElseThrow(() -> new ImportException(session.source()
                        + " holds no Data_Entry_2017 table; put NIH's Data_Entry_2017_v2020.csv there"));
        CsvTable table = session.needed(file, "Image Index", "Finding Labels", "Follow-up #", "Patient ID",
                "View Position");
        if (folder.files().stream().filter(path -> SourceFolder.lowerName(path).startsWith(TABLE)).count() > 1) {
            session.note(
                    "The labels are those of " + SourceFolder.nameOf(file) + "; the other version was left alone.");
        }
        SplitLists lists = lists(session, folder);
        Map<String, List<ReaderBox>> boxes = boxes(session, folder);
        StudyGathering studies = new StudyGathering();
        for (CsvTable.Row row : table.rows()) {
            String image = row.get("Image Index");
            Optional<Path> picture = folder.find(image);
            if (picture.isEmpty()) {
                studies.missing();
                continue;
            }
            String followUp = row.get("Follow-up #");
            studies.study(row.get("Patient ID"), followUp)
                    .details(Sex.of(row.get("Patient Gender")), Ages.of(row.get("Patient Age")))
                    .taken("0".repeat(Math.max(0, 4 - followUp.length())) + followUp)
                    .add(new RadiographPlan(picture.get(), Words.view(row.get("View Position")), "RG",
                            labels(session, file, row), boxes.getOrDefault(image, List.of()), GRID),
                            lists.side(image));
        }
        session.addAll(new SourceEntry(kind(), session.source(), kind()), studies.plans(session));
    }

    private static SplitLists lists(ImportSession session, SourceFolder folder) throws ImportException, IOException {
        if (session.request().splits().isPresent()) {
            return session.splitLists();
        }
        Optional<Path> official = folder.named("test_list.txt").stream().findFirst().map(Path::getParent);
        if (official.isEmpty()) {
            return SplitLists.none();
        }
        session.splitIsGiven();
        return SplitLists.read(official.get(), session);
    }

    private static Map<String, FindingLabel> labels(ImportSession session, Path table, CsvTable.Row row) {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        if (row.get("Finding Labels").isEmpty()) {
            session.reject(table, "line " + row.line() + ": Finding Labels is empty; it is taken as unknown");
            return Map.of();
        }
        Map<String, String> named = new LinkedHashMap<>();
        Stream.of(row.get("Finding Labels").split("\\|")).map(String::strip)
                .forEach(finding -> named.put(plain(finding), finding));
        for (String finding : FINDINGS) {
            labels.put(finding, Words.presentIf(named.remove(plain(finding)) != null));
        }
        boolean none = named.remove(plain(NONE)) != null;
        if (none && labels.containsValue(FindingLabel.PRESENT)) {
            session.reject(table,
                    "line " + row.line() + ": 'No Finding' stands beside a finding; it is taken as unknown");
        } else {
            labels.put(NONE, Words.presentIf(none));
        }
        named.values().forEach(finding -> session.reject(table,
                "line " + row.line() + ": the finding '" + finding + "' is none of NIH's; it was left out"));
        return labels;
    }

    /** Copies of the table write {@code Pleural Thickening} and small letters too. */
    private static String plain(String finding) {
        return finding.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, List<ReaderBox>> boxes(ImportSession session, SourceFolder folder) {
        Map<String, List<ReaderBox>> boxes = new LinkedHashMap<>();
        Optional<CsvTable> table = folder.beginningWith("bbox_list_2017")
                .flatMap(file -> session.optional(file, "Image Index", "Finding Label"));
        for (CsvTable.Row row : table.map(CsvTable::rows).orElse(List.of())) {
            // The header "Bbox [x,y,w,h]" falls into four columns; only their places are sure.
            try {
                String finding = row.get("Finding Label").equals("Infiltrate")
                        ? "Infiltration"
                        : row.get("Finding Label");
                ReaderBox box = new ReaderBox(BoxTable.REFERENCE, finding, BoxTable.rectangle(row.line(),
                        row.numberAt(2), row.numberAt(3), row.numberAt(4), row.numberAt(5)));
                boxes.computeIfAbsent(row.get("Image Index"), image -> new ArrayList<>()).add(box);
            } catch (IOException e) {
                table.ifPresent(read -> session.reject(read.file(), e.getMessage() + "; the box was left out"));
            }
        }
        return boxes;
    }
}

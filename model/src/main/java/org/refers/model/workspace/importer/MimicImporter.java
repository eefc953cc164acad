package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;

/**
 * Reads MIMIC-CXR-JPG (tables {@code mimic-cxr-2.0.0-metadata}, {@code -split} and {@code -chexpert}, or
 * {@code -negbio}) and MIMIC-CXR (table {@code cxr-record-list}, DICOM files). Tables may be packed as .gz. Reports
 * are {@code s50414267.txt}, in the same tree or in {@code --reports}: MIMIC-CXR-JPG comes without them. Sex and age come
 * from {@code patients.csv} of MIMIC-IV, if somebody put it there. Labels of CheXpert go before those of NegBio.
 */
final class MimicImporter implements SourceImporter {

    private final String kind;
    private final String table;
    private final String extension;

    private MimicImporter(String kind, String table, String extension) {
        this.kind = kind;
        this.table = table;
        this.extension = extension;
    }

    static MimicImporter jpg() {
        return new MimicImporter("mimic-cxr-jpg", "-metadata", ".jpg");
    }

    static MimicImporter dicom() {
        return new MimicImporter("mimic-cxr", "cxr-record-list", ".dcm");
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return SourceFolder.nearby(source, name -> (name.startsWith("mimic-cxr") || name.startsWith("cxr-"))
                && name.replaceFirst("\\.csv(\\.gz)?$", "").endsWith(table)).isPresent();
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        Path file = folder.endingWith(table).orElseThrow(() -> new ImportException(session.source() + " holds no table "
                + table.replaceFirst("^-", "mimic-cxr-2.0.0-") + ".csv, also not as .gz"));
        CsvTable rows = session.needed(file, "dicom_id", "subject_id", "study_id");
        Map<String, Split> sides = sides(session, folder);
        Map<String, Map<String, FindingLabel>> labels = labels(session, folder);
        SplitLists lists = session.splitLists();
        MimicPatients patients = MimicPatients.read(session, folder);
        ReportFiles reports = ReportFiles.of(reportFiles(session, folder), session);
        StudyGathering studies = new StudyGathering();
        for (CsvTable.Row row : rows.rows()) {
            Optional<Path> picture = folder.find(row.get("dicom_id") + extension);
            if (picture.isEmpty()) {
                studies.missing();
                continue;
            }
            String number = row.get("study_id");
            StudyGathering.Study study = studies.study(row.get("subject_id"), number);
            if (!study.hasReport()) {
                study.report(report(reports, number));
            }
            Split side = lists.isEmpty()
                    ? sides.getOrDefault(row.get("dicom_id"), Split.NONE)
                    : lists.side("s" + number);
            study.details(patients.sex(row.get("subject_id")),
                    patients.age(row.get("subject_id"), row.get("StudyDate")));
            study.taken(taken(row)).add(new RadiographPlan(picture.get(), view(row), kind.endsWith("jpg") ? "DX" : "",
                    labels.getOrDefault(number, Map.of()), List.of()), side);
        }
        session.addAll(new SourceEntry(kind, session.source(), "mimic-cxr"), studies.plans(session));
    }

    /** View Position, or where that is empty the meaning of the view's code. */
    private static ViewPosition view(CsvTable.Row row) {
        ViewPosition view = Words.view(row.get("ViewPosition"));
        return view == ViewPosition.UNKNOWN ? Words.view(row.get("ViewCodeSequence_CodeMeaning")) : view;
    }

    private static List<Path> reportFiles(ImportSession session, SourceFolder folder)
            throws ImportException, IOException {
        Optional<Path> given = session.request().reports();
        if (given.isEmpty()) {
            return folder.withExtension(".txt").stream().filter(MimicImporter::isReport).toList();
        }
        if (!Files.isDirectory(given.get())) {
            throw new ImportException("--reports " + given.get() + " is not a folder; it should hold MIMIC-CXR's"
                    + " reports such as s50414267.txt");
        }
        return SourceFolder.list(given.get(), session::reject).withExtension(".txt").stream()
                .filter(MimicImporter::isReport).toList();
    }

    private static boolean isReport(Path file) {
        return SourceFolder.lowerName(file).matches("s\\d+\\.txt");
    }

    private static Optional<Report> report(ReportFiles reports, String study) {
        return reports.find(List.of("s" + study));
    }

    /** StudyTime has no leading zeros and a fraction: 90553.5 is five past nine. */
    private static String taken(CsvTable.Row row) {
        if (row.get("StudyDate").isEmpty()) {
            // MIMIC-CXR's list of records has no date; the DICOM header has.
            return "";
        }
        String time = row.get("StudyTime").replaceFirst("\\..*", "");
        return row.get("StudyDate") + "T" + "0".repeat(Math.max(0, 6 - time.length())) + time;
    }

    private Map<String, Split> sides(ImportSession session, SourceFolder folder) {
        Map<String, Split> sides = new HashMap<>();
        folder.endingWith("-split").flatMap(file -> session.optional(file, "dicom_id", "split")).ifPresent(read -> {
            session.splitIsGiven();
            read.rows().forEach(row -> sides.put(row.get("dicom_id"),
                    Words.side(row.get("split")).orElse(Split.NONE)));
        });
        return sides;
    }

    private Map<String, Map<String, FindingLabel>> labels(ImportSession session, SourceFolder folder) {
        Map<String, Map<String, FindingLabel>> labels = new HashMap<>();
        Optional<Path> file = folder.endingWith("-chexpert").or(() -> folder.endingWith("-negbio"));
        file.flatMap(found -> session.optional(found, "study_id")).ifPresent(read -> read.rows()
                .forEach(row -> labels.put(row.get("study_id"), CheXpertImporter.labels(session, read, row))));
        return labels;
    }
}

package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDetails;

/**
 * The Open-i collection in the form in which Kaggle has it: {@code indiana_reports.csv}, a report a row, and
 * {@code indiana_projections.csv}, which says of each image to which report it belongs and whether it is lateral.
 *
 * @param reports the table of reports
 * @param projections the table of images
 */
record OpenITables(Path reports, Path projections) {

    private static final String REPORTS = "indiana_reports.csv";
    private static final String PROJECTIONS = "indiana_projections.csv";

    static boolean liesNear(Path source) throws IOException {
        return SourceFolder.nearby(source, REPORTS::equals).isPresent()
                && SourceFolder.nearby(source, PROJECTIONS::equals).isPresent();
    }

    static Optional<OpenITables> find(SourceFolder folder) {
        Optional<Path> reports = folder.beginningWith(REPORTS);
        Optional<Path> projections = folder.beginningWith(PROJECTIONS);
        return reports.isPresent() && projections.isPresent()
                ? Optional.of(new OpenITables(reports.get(), projections.get()))
                : Optional.empty();
    }

    void read(ImportSession session, SourceFolder folder, SplitLists lists) throws ImportException, IOException {
        CsvTable texts = session.needed(reports, "uid", "MeSH", "findings", "impression");
        CsvTable pictures = session.needed(projections, "uid", "filename", "projection");
        Map<String, List<CsvTable.Row>> images = new HashMap<>();
        pictures.rows().forEach(row -> images.computeIfAbsent(row.get("uid"), uid -> new ArrayList<>()).add(row));
        int[] missing = new int[1];
        List<StudyPlan> plans = texts.rows().stream()
                .map(row -> plan(row, images.getOrDefault(row.get("uid"), List.of()),
                        new Files(folder, lists, missing)))
                .toList();
        if (missing[0] > 0) {
            session.note(missing[0] + " of the " + pictures.rows().size() + " images that "
                    + SourceFolder.nameOf(projections) + " names are not in the folder; their reports were imported"
                    + " without them.");
        }
        session.addAll(new SourceEntry("openi", session.source(), "openi"), plans);
    }

    /** Where images are found, and how many were not. */
    private record Files(SourceFolder folder, SplitLists lists, int[] missing) {
    }

    private static StudyPlan plan(CsvTable.Row row, List<CsvTable.Row> images, Files files) {
        Map<String, FindingLabel> labels = OpenIImporter
                .labels(Stream.of(row.get("MeSH").split(";")).map(String::strip).filter(one -> !one.isEmpty())
                        .toList());
        List<RadiographPlan> radiographs = new ArrayList<>();
        Split split = Split.NONE;
        for (CsvTable.Row image : images) {
            Optional<Path> file = files.folder.find(image.get("filename"));
            if (file.isEmpty()) {
                files.missing[0]++;
                continue;
            }
            Split side = files.lists.side(image.get("filename"));
            split = side.heldOutMoreThan(split) ? side : split;
            radiographs
                    .add(new RadiographPlan(file.get(), Words.view(image.get("projection")), "RG", labels, List.of()));
        }
        // The same number as in the XML reports, so that both forms give the same keys.
        String number = "CXR" + row.get("uid");
        return new StudyPlan(number, number, "", split,
                Optional.of(new Report(row.get("findings"), row.get("impression"))), radiographs,
                new StudyDetails(StudyDetails.NONE.sex(), StudyDetails.NONE.age(),
                        radiographs.isEmpty() ? labels : Map.of()));
    }
}

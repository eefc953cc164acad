package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.text.Counted;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDetails;

/**
 * Reads the Indiana University collection of Open-i: XML reports, with their images where those are in the folder too.
 *
 * <p>The collection also goes round as tables ({@link OpenITables}). Each report is a study of a patient of its own, as the collection holds one examination a patient. Labels come from
 * the major MeSH headings that two coders gave each report. Views and ages come from {@code nlmcxr_dicom_metadata.csv}, a
 * table of the original headers, where it lies in the folder: the PNG pictures tell neither.
 */
final class OpenIImporter implements SourceImporter {

    /** Headings on pictures' content that at least 25 of the collection's reports bear. */
    private static final List<String> HEADINGS = List.of("Cardiomegaly", "Pulmonary Atelectasis", "Pleural Effusion",
            "Opacity", "Airspace Disease", "Infiltrate", "Consolidation", "Nodule", "Calcified Granuloma", "Emphysema",
            "Pulmonary Disease, Chronic Obstructive", "Granulomatous Disease", "Hernia, Hiatal", "Pneumonia",
            "Pulmonary Edema", "Pulmonary Congestion", "Fractures, Bone", "Thickening", "Cicatrix");
    /** Files that decide whether a folder is the collection; a broken one may be among them. */
    private static final int LOOKED_AT = 20;
    private static final String NORMAL = "normal";
    private static final String NOT_INDEXED = "No Indexing";

    @Override
    public String kind() {
        return "openi";
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            return false;
        }
        if (OpenITables.liesNear(source)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(source, 3)) {
            return files.filter(file -> SourceFolder.lowerName(file).endsWith(".xml")).filter(Files::isRegularFile)
                    .limit(LOOKED_AT).anyMatch(OpenIImporter::isReport);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static boolean isReport(Path file) {
        try {
            return !OpenIReport.read(file).id().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        SplitLists lists = session.splitLists();
        Optional<OpenITables> tables = OpenITables.find(folder);
        if (tables.isPresent()) {
            tables.get().read(session, folder, lists);
            return;
        }
        List<Path> files = folder.withExtension(".xml");
        OpenIHeaders headers = OpenIHeaders.read(session, folder);
        List<StudyPlan> plans = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int[] missing = new int[1];
        for (Path file : files) {
            try {
                OpenIReport report = OpenIReport.read(file);
                if (!ids.add(report.id())) {
                    throw new IOException("has the number of another report in the folder");
                }
                plans.add(plan(folder, lists, headers, report, missing));
            } catch (IOException e) {
                session.reject(file, String.valueOf(e.getMessage()));
            }
            session.progress().at("Reading reports", ids.size(), files.size());
        }
        if (plans.isEmpty()) {
            throw new ImportException(session.source() + " holds no XML report of Open-i; name the folder that they are"
                    + " in");
        }
        tell(session, plans, missing[0]);
        session.addAll(new SourceEntry(kind(), session.source(), kind()), plans);
    }

    private static void tell(ImportSession session, List<StudyPlan> plans, int missing) {
        if (missing > 0) {
            session.note(missing + " images that the reports name are not in the folder; their reports were imported"
                    + " without them.");
        }
        long blank = plans.stream().filter(plan -> plan.report().map(report -> report.text().isEmpty()).orElse(true))
                .count();
        if (blank > 0) {
            session.note(Counted.of(blank, "report has", "reports have") + " neither findings nor an impression.");
        }
    }

    private static StudyPlan plan(SourceFolder folder, SplitLists lists, OpenIHeaders headers, OpenIReport report,
            int[] missing) {
        Map<String, FindingLabel> labels = labels(report.headings());
        List<RadiographPlan> radiographs = new ArrayList<>();
        for (String image : report.images()) {
            Optional<Path> file = folder.find(image, ".png", ".dcm", ".jpg");
            if (file.isPresent()) {
                // The reports do not say which image is the lateral one.
                radiographs.add(new RadiographPlan(file.get(), headers.view(image), "RG", labels, List.of()));
            } else {
                missing[0]++;
            }
        }
        Split split = report.images().stream().map(lists::side).filter(side -> side != Split.NONE).findFirst()
                .orElseGet(() -> lists.side(report.id()));
        return new StudyPlan(report.id(), report.id(), "", split,
                Optional.of(new Report(report.findings(), report.impression())), radiographs,
                details(headers.details(report.images()), radiographs.isEmpty() ? labels : Map.of()));
    }

    /** A report whose images are not there keeps its labels as those of the study; else its radiographs bear them. */
    private static StudyDetails details(StudyDetails people, Map<String, FindingLabel> labels) {
        return new StudyDetails(people.sex(), people.age(), labels);
    }

    /** Labels by the headings that coders gave a report; none where nobody did. */
    static Map<String, FindingLabel> labels(List<String> headings) {
        if (headings.isEmpty() || headings.contains(NOT_INDEXED)) {
            return Map.of();
        }
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        List<String> lower = headings.stream().map(heading -> heading.toLowerCase(Locale.ROOT)).toList();
        labels.put("Normal", Words.presentIf(lower.contains(NORMAL)));
        for (String heading : HEADINGS) {
            String begin = heading.toLowerCase(Locale.ROOT);
            boolean present = lower.stream().anyMatch(one -> one.equals(begin) || one.startsWith(begin + "/"));
            labels.put(heading, Words.presentIf(present));
        }
        return labels;
    }
}

package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.text.Counted;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;

/**
 * Reads the COVID-19 Image Data Collection: its own form ({@code metadata.csv} and an image folder, REFERS' lists by
 * {@code --splits}), or an {@code index.csv} that has the lists' columns beside the metadata.
 *
 * <p>A patient's images that share a day and a clinical note are one study, and the note is its report. CT slices and
 * lateral views are kept, with their modality and view. Two labels: {@code COVID-19} by REFERS' list, where an image is
 * on none by the metadata's finding; {@code Viral pneumonia}, viral present and bacterial absent, from the finding.
 */
final class Covid19Importer implements SourceImporter {

    private static final String COVID = "COVID-19";
    private static final String VIRAL = "Viral pneumonia";
    private static final Set<String> VIRUSES = Set.of("covid-19", "sars", "mers", "mers-cov", "influenza", "h1n1",
            "varicella", "herpes", "viral");
    private static final Set<String> BACTERIA = Set.of("bacterial", "streptococcus", "klebsiella", "legionella",
            "mycoplasma", "mycoplasma bacterial pneumonia", "e.coli", "chlamydophila", "nocardia", "mrsa",
            "staphylococcus");
    private static final Set<String> UNDECIDED = Set.of("", "todo", "unknown");
    private static final String METADATA = "metadata.csv";
    private static final String INDEX = "index.csv";

    @Override
    public String kind() {
        return "covid19";
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return hasColumns(source.resolve(INDEX), "file", "refers_split", "clinical_notes")
                || hasColumns(source.resolve(METADATA), "patientid", "finding", "filename");
    }

    static boolean hasColumns(Path file, String... columns) {
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            CsvTable table = CsvTable.read(file, (path, reason) -> {
            });
            return Arrays.stream(columns).allMatch(table::has);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        boolean index = Files.isRegularFile(session.source().resolve(INDEX));
        Path file = session.source().resolve(index ? INDEX : METADATA);
        if (!Files.isRegularFile(file)) {
            throw new ImportException(session.source() + " holds neither " + METADATA + " nor " + INDEX
                    + "; name the collection's folder");
        }
        CsvTable table = index
                ? session.needed(file, "file", "patientid", "finding", "view", "modality", "clinical_notes",
                        "refers_split", "refers_label_1")
                : session.needed(file, "filename", "patientid", "finding", "view", "modality", "clinical_notes");
        Reading reading = new Reading(session, table, index ? "file" : "filename", session.list(),
                session.splitLists());
        if (!reading.lists.isEmpty() || table.has("refers_split")) {
            session.splitIsGiven();
        }
        Optional<CsvTable> boxes = boxes(session);
        BoxTable boxTable = boxes.map(read -> BoxTable.read(read, session)).orElseGet(BoxTable::none);
        List<StudyPlan> plans = reading.plans(boxTable);
        boxes.ifPresent(read -> boxTable.rejectUnused(read, session));
        if (plans.isEmpty()) {
            throw new ImportException("none of the images that " + SourceFolder.nameOf(file) + " names is in "
                    + session.source());
        }
        session.addAll(new SourceEntry(kind(), session.source(), kind()), plans);
    }

    private static Optional<CsvTable> boxes(ImportSession session) {
        Path file = session.source().resolve("lung_boxes.csv");
        return Files.isRegularFile(file)
                ? session.optional(file, "file", "label", "x", "y", "width", "height")
                : Optional.empty();
    }

    /** The table and what its rows are read with. */
    private record Reading(ImportSession session, CsvTable table, String fileColumn, SourceFolder folder,
            SplitLists lists) {

        /** A study while its images are gathered. */
        private record Gathered(String patient, String taken, String notes, List<CsvTable.Row> rows) {
        }

        List<StudyPlan> plans(BoxTable boxes) {
            Map<String, Gathered> studies = new LinkedHashMap<>();
            int missing = 0;
            for (CsvTable.Row row : table.rows()) {
                String name = row.get(fileColumn);
                if (name.isEmpty() || folder.find(name).isEmpty()) {
                    missing++;
                    continue;
                }
                String patient = row.get("patientid").isEmpty() ? "image " + name : row.get("patientid");
                String taken = taken(row.get("offset"));
                String notes = row.get("clinical_notes");
                studies.computeIfAbsent(patient + "\n" + taken + "\n" + notes,
                        key -> new Gathered(patient, taken, notes, new ArrayList<>())).rows.add(row);
            }
            if (missing > 0) {
                session.note(missing + " of the " + Counted.of(table.rows().size(), "image") + " that "
                        + SourceFolder.nameOf(table.file()) + " names " + (missing == 1 ? "is" : "are")
                        + " not in the folder.");
            }
            return studies.values().stream().map(study -> plan(study, boxes)).toList();
        }

        /** Days since admission, shifted so that text order is time order; the collection has negative ones. */
        private static String taken(String offset) {
            try {
                return String.format(Locale.ROOT, "%08d", 1_000_000 + Math.round(Double.parseDouble(offset)));
            } catch (NumberFormatException e) {
                return "";
            }
        }

        private StudyPlan plan(Gathered study, BoxTable boxes) {
            Split split = Split.NONE;
            List<RadiographPlan> radiographs = new ArrayList<>();
            for (CsvTable.Row row : study.rows) {
                String name = row.get(fileColumn);
                Split side = side(row, name);
                split = side.heldOutMoreThan(split) ? side : split;
                folder.find(name).ifPresent(file -> radiographs.add(new RadiographPlan(file,
                        Words.view(row.get("view")), Words.modality(row.get("modality")), labels(row, name),
                        boxes.of(name))));
            }
            // The notes go into the study's number by a name of fixed length.
            String number = study.taken + "/"
                    + UUID.nameUUIDFromBytes(study.notes.getBytes(StandardCharsets.UTF_8));
            Optional<Report> report = study.notes.isBlank()
                    ? Optional.empty()
                    : Optional.of(session.report(study.notes));
            return new StudyPlan(study.patient, number, study.taken, split, report, radiographs,
                    PatientColumns.of(study.rows));
        }

        private Split side(CsvTable.Row row, String name) {
            Split listed = lists.side(name);
            return listed != Split.NONE ? listed : Words.side(row.get("refers_split")).orElse(Split.NONE);
        }

        private Map<String, FindingLabel> labels(CsvTable.Row row, String name) {
            Map<String, FindingLabel> labels = new LinkedHashMap<>();
            String finding = row.get("finding").toLowerCase(Locale.ROOT);
            List<Boolean> listed = lists.of(name).map(SplitLists.Line::values).orElse(List.of());
            if (listed.size() == 2) {
                labels.put(COVID, Words.presentIf(listed.get(1)));
            } else if (!row.get("refers_label_1").isEmpty()) {
                labels.put(COVID, Words.presentIf(row.get("refers_label_1").equals("1")));
            } else if (!UNDECIDED.contains(finding)) {
                labels.put(COVID, Words.presentIf(finding.contains("covid-19")));
            }
            List<String> causes = Arrays.stream(finding.split("[/,]")).map(String::strip).toList();
            boolean viral = causes.stream().anyMatch(VIRUSES::contains);
            boolean bacterial = causes.stream().anyMatch(BACTERIA::contains);
            if (viral != bacterial) {
                labels.put(VIRAL, Words.presentIf(viral));
            }
            return labels;
        }
    }
}

package org.refers.model.workspace.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDetails;

/** Reads the folder that {@code refers sample-data} writes, format version 1, by its tables. */
final class SampleImporter implements SourceImporter {

    private static final String FORMAT = "refers-sample-data";
    private static final int VERSION = 1;
    private static final String DATASET = "dataset.json";
    private static final List<String> TABLES = List.of("radiographs.csv", "studies.csv", "labels.csv");

    @Override
    public String kind() {
        return "sample";
    }

    @Override
    public boolean recognises(Path source) {
        // Also by the tables beside it: read as somebody's own table, damaged sample data would lose its labels unnoticed.
        return Files.isRegularFile(source.resolve(DATASET))
                && (saysSo(source) || TABLES.stream().allMatch(table -> Files.isRegularFile(source.resolve(table))));
    }

    private static boolean saysSo(Path source) {
        try {
            return TextFiles.report(source.resolve(DATASET)).contains(FORMAT);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        JsonNode dataset = dataset(session.source());
        Map<String, Map<String, FindingLabel>> labels = labels(session, dataset);
        Map<String, Split> splits = splits(session);
        CsvTable radiographs = session.needed(session.source().resolve("radiographs.csv"), "file", "study", "view");
        Map<String, List<RadiographPlan>> pictures = pictures(session, radiographs, labels);
        List<StudyPlan> plans = new ArrayList<>();
        for (CsvTable.Row row : session.needed(session.source().resolve("studies.csv"), "study", "patient").rows()) {
            String study = row.get("study");
            Split split = splits.getOrDefault(row.get("patient"), Words.side(row.get("split")).orElse(Split.NONE));
            plans.add(new StudyPlan(row.get("patient"), study, row.get("date"), split, report(session, study),
                    pictures.getOrDefault(study, List.of()),
                    new StudyDetails(Sex.of(row.get("sex")), Ages.of(row.get("age")), Map.of())));
        }
        // Numbers such as P00001 come again in every sample: seed and size tell two samples apart.
        String collection = FORMAT + "/" + dataset.path("generator").asText() + "/" + dataset.path("seed").asText()
                + "/" + dataset.path("studies").asText();
        session.splitIsGiven();
        session.addAll(new SourceEntry(kind(), session.source(), collection), plans);
    }

    private static JsonNode dataset(Path source) throws ImportException {
        JsonNode dataset;
        try {
            dataset = new JsonMapper().readTree(TextFiles.report(source.resolve(DATASET)));
        } catch (IOException e) {
            throw new ImportException(DATASET + " cannot be read as JSON; write the sample data again");
        }
        if (!FORMAT.equals(dataset.path("format").asText())) {
            throw new ImportException(
                    DATASET + " does not say that this is sample data; write the sample data again, or take that file"
                            + " out of the folder to import the rest");
        }
        int version = dataset.path("version").asInt();
        if (version < 1 || version > VERSION) {
            throw new ImportException(DATASET + " is of format version " + version + ", and this program knows version "
                    + VERSION + "; install a newer REFERS Workstation");
        }
        return dataset;
    }

    private static Map<String, Map<String, FindingLabel>> labels(ImportSession session, JsonNode dataset) {
        Map<String, Map<String, FindingLabel>> labels = new HashMap<>();
        List<String> findings = new ArrayList<>();
        dataset.path("findings").forEach(name -> findings.add(name.asText()));
        session.optional(session.source().resolve("labels.csv"), "study").ifPresent(table -> {
            List<String> unknown = table.columns().stream()
                    .filter(column -> !column.equals("study") && !findings.contains(column)).toList();
            if (!unknown.isEmpty()) {
                session.reject(table.file(), "has columns that dataset.json does not name: " + String.join(", ",
                        unknown)
                        + "; they were left out");
            }
            findings.stream().filter(finding -> !table.has(finding)).forEach(finding -> session.reject(table.file(),
                    "has no column " + finding + ", which dataset.json names; it is taken as unknown"));
            for (CsvTable.Row row : table.rows()) {
                labels.put(row.get("study"), labels(session, table, row, findings));
            }
        });
        return labels;
    }

    private static Map<String, FindingLabel> labels(ImportSession session, CsvTable table, CsvTable.Row row,
            List<String> findings) {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        for (String finding : findings) {
            Optional<FindingLabel> label = Words.label(row.get(finding));
            if (label.isEmpty()) {
                session.reject(table.file(), "line " + row.line() + ": " + finding + " is neither present, absent nor"
                        + " uncertain; it is taken as unknown");
            }
            labels.put(finding, label.orElse(FindingLabel.UNKNOWN));
        }
        return labels;
    }

    private static Map<String, Split> splits(ImportSession session) {
        Map<String, Split> splits = new HashMap<>();
        Path file = session.source().resolve("splits.csv");
        if (Files.isRegularFile(file)) {
            session.optional(file, "patient", "split").ifPresent(table -> table.rows().forEach(row -> splits
                    .put(row.get("patient"), Words.side(row.get("split")).orElse(Split.NONE))));
        }
        return splits;
    }

    private static Map<String, List<RadiographPlan>> pictures(ImportSession session, CsvTable radiographs,
            Map<String, Map<String, FindingLabel>> labels) {
        Path file = session.source().resolve("boxes.csv");
        Optional<CsvTable> boxTable = Files.isRegularFile(file)
                ? session.optional(file, "file", "finding", "x", "y", "width", "height")
                : Optional.empty();
        BoxTable boxes = boxTable.map(table -> BoxTable.read(table, session)).orElseGet(BoxTable::none);
        Map<String, List<RadiographPlan>> pictures = new HashMap<>();
        for (CsvTable.Row row : radiographs.rows()) {
            String study = row.get("study");
            Path picture = SourceFolder.resolve(session.source(), row.get("file")).orElse(null);
            if (picture == null || !picture.startsWith(session.source())) {
                session.reject(radiographs.file(), "line " + row.line() + " names a file outside of the folder");
                continue;
            }
            // Every code of the sample's projection images: pictures without a header say nothing themselves.
            pictures.computeIfAbsent(study, name -> new ArrayList<>()).add(new RadiographPlan(picture,
                    Words.view(row.get("view")), "DX", labels.getOrDefault(study, Map.of()), boxes.of(row.get(
                            "file"))));
        }
        boxTable.ifPresent(table -> boxes.rejectUnused(table, session));
        return pictures;
    }

    private static Optional<Report> report(ImportSession session, String study) {
        Path folder = session.source().resolve("reports");
        Path file = SourceFolder.resolve(folder, study + ".txt").orElse(folder);
        try {
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                throw new IOException("is not there; its study was imported without a report");
            }
            String text = TextFiles.report(file);
            if (text.isBlank()) {
                throw new IOException("is empty; its study was imported without a report");
            }
            return Optional.of(session.report(text));
        } catch (IOException e) {
            session.reject(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}

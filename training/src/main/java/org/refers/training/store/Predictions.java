package org.refers.training.store;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.refers.model.finding.FindingLabel;
import org.refers.model.store.AtomicFiles;
import org.refers.model.text.CsvCells;
import org.refers.model.workspace.RunEntry;
import org.refers.training.metric.ScoredLabels;

/**
 * A table of scores: one row a radiograph with {@code radiograph_id, study_id, patient_id, split}, then for each finding
 * its probability under the finding's name and its label under {@code NAME_label}: 1, 0, or nothing where it is not
 * known.
 *
 * @param findings K names in the model's order
 * @param rows one a radiograph
 */
public record Predictions(List<String> findings, List<Row> rows) {

    private static final List<String> KEYS = List.of("radiograph_id", "study_id", "patient_id", "split");
    private static final String LABEL = "_label";

    /** Creates a table; the lists are copied. */
    public Predictions {
        findings = List.copyOf(findings);
        rows = List.copyOf(rows);
    }

    /**
     * One radiograph.
     *
     * @param keys pseudonymous ids and the split
     * @param scores K probabilities
     * @param labels K labels
     */
    public record Row(Keys keys, double[] scores, List<FindingLabel> labels) {
    }

    /** Who a row belongs to: pseudonyms of the workspace, and the split in lower case. */
    public record Keys(String radiograph, String study, String patient, String split) {
    }

    /** The scores one by one, as a workspace keeps them. */
    public List<RunEntry.Score> forWorkspace() {
        List<RunEntry.Score> scores = new ArrayList<>(rows.size() * findings.size());
        for (Row row : rows) {
            for (int k = 0; k < findings.size(); k++) {
                scores.add(new RunEntry.Score(row.keys.radiograph, findings.get(k), row.scores[k]));
            }
        }
        return scores;
    }

    /** Writes the table as CSV, as Python's csv module and pandas read it. */
    public void write(Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (SequenceWriter csv = new CsvMapper().writer().writeValues(text)) {
            csv.write(header());
            for (Row row : rows) {
                csv.write(cells(row));
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFiles.writeString(file, text.toString());
    }

    private String[] header() {
        List<String> header = new ArrayList<>(KEYS);
        for (String finding : findings) {
            header.add(CsvCells.guarded(finding));
            header.add(CsvCells.guarded(finding + LABEL));
        }
        return header.toArray(String[]::new);
    }

    private String[] cells(Row row) {
        List<String> cells = new ArrayList<>(
                List.of(row.keys.radiograph, row.keys.study, row.keys.patient, row.keys.split));
        for (int k = 0; k < findings.size(); k++) {
            cells.add(Double.toString(row.scores[k]));
            cells.add(switch (row.labels.get(k)) {
                case PRESENT -> "1";
                case ABSENT -> "0";
                case UNCERTAIN, UNKNOWN -> "";
            });
        }
        return cells.toArray(String[]::new);
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if the file is no such table; the message names the file
     */
    public static Predictions read(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file);
                MappingIterator<String[]> csv = new CsvMapper().readerFor(String[].class)
                        .with(CsvParser.Feature.WRAP_AS_ARRAY).readValues(in)) {
            List<String[]> lines = csv.readAll();
            List<String> header = lines.isEmpty() ? List.of() : List.of(lines.getFirst());
            if (header.size() < KEYS.size() || !header.subList(0, KEYS.size()).equals(KEYS)
                    || header.size() % 2 != KEYS.size() % 2) {
                throw new IllegalArgumentException(file + " is no table of predictions");
            }
            List<Row> rows = new ArrayList<>();
            for (String[] line : lines.subList(1, lines.size())) {
                if (line.length != header.size()) {
                    throw new IllegalArgumentException(
                            file + " is damaged in line " + (rows.size() + 2));
                }
                rows.add(row(line));
            }
            List<String> findings = new ArrayList<>();
            for (int column = KEYS.size(); column < header.size(); column += 2) {
                findings.add(CsvCells.plain(header.get(column)));
            }
            if (findings.stream().distinct().count() < findings.size()) {
                throw new IllegalArgumentException(file + " names a finding twice");
            }
            return new Predictions(findings, rows);
        } catch (NumberFormatException noScore) {
            throw new IllegalArgumentException(file + " holds a score that is no number", noScore);
        }
    }

    private static Row row(String[] line) {
        int findings = (line.length - KEYS.size()) / 2;
        double[] scores = new double[findings];
        List<FindingLabel> labels = new ArrayList<>();
        for (int k = 0; k < findings; k++) {
            scores[k] = Double.parseDouble(line[KEYS.size() + 2 * k]);
            labels.add(switch (line[KEYS.size() + 2 * k + 1]) {
                case "1" -> FindingLabel.PRESENT;
                case "0" -> FindingLabel.ABSENT;
                default -> FindingLabel.UNKNOWN;
            });
        }
        return new Row(new Keys(line[0], line[1], line[2], line[3]), scores, labels);
    }

    /** The rows with a known label, finding by finding, for the metrics. */
    public SequencedMap<String, ScoredLabels> scored() {
        SequencedMap<String, ScoredLabels> scored = new LinkedHashMap<>();
        for (int k = 0; k < findings.size(); k++) {
            scored.put(findings.get(k), scored(k));
        }
        return scored;
    }

    /** The rows with a known label of one finding, by its place among the findings, in the order of the table. */
    public List<Row> known(int finding) {
        return rows.stream().filter(row -> row.labels.get(finding).isKnown()).toList();
    }

    private ScoredLabels scored(int finding) {
        List<Row> known = known(finding);
        boolean[] positives = new boolean[known.size()];
        double[] scores = new double[known.size()];
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            positives[i] = known.get(i).labels.get(finding) == FindingLabel.PRESENT;
            scores[i] = known.get(i).scores[finding];
            patients.add(known.get(i).keys.patient);
        }
        return new ScoredLabels(positives, scores, patients);
    }

    /** The mean AUROC over findings that have both signs. */
    public OptionalDouble meanAuroc() {
        return scored().values().stream().map(ScoredLabels::auroc).flatMapToDouble(OptionalDouble::stream).average();
    }
}

package org.refers.training.weights;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refers.model.text.Counted;
import org.refers.model.text.ShownText;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.Evaluation;
import org.refers.training.metric.FindingResult;
import org.refers.training.metric.Interval;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.Predictions;
import org.refers.training.store.RunFolder;

/** What a run folder tells of the model in it, as lines of a card: counts and figures, never an id. */
final class RunFacts {

    private static final String TEST = "predictions/test.csv";

    private final Path run;
    private final Path model;
    private final JsonNode config;
    private final JsonNode environment;

    private RunFacts(Path run, Path model, JsonNode config, JsonNode environment) {
        this.run = run;
        this.model = model;
        this.config = config;
        this.environment = environment;
    }

    /**
     * The facts of the run a model lies in, if it does.
     *
     * @throws IOException with a clause, if a file of the run is damaged
     */
    static Optional<RunFacts> of(ModelSource source) throws IOException {
        if (source.run().isEmpty()) {
            return Optional.empty();
        }
        Path run = source.run().get();
        return Optional.of(new RunFacts(run, source.file(), tree(new YAMLMapper(), run.resolve(RunFolder.CONFIG)),
                tree(new ObjectMapper(), run.resolve(RunFolder.ENVIRONMENT))));
    }

    private static JsonNode tree(ObjectMapper mapper, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return mapper.createObjectNode();
        }
        try {
            return mapper.readTree(Files.readString(file));
        } catch (JacksonException damaged) {
            throw new IOException("the run's " + file.getFileName() + " is damaged", damaged);
        }
    }

    /** Recipe, task, seed and versions. */
    List<String> head() {
        List<String> rows = new ArrayList<>();
        rows.add("- from a %s run, checkpoint `%s`, recipe `%s`, seed %s".formatted(config.path("kind").asText(),
                checkpoint(), config.path("base").asText(), recipe("seed")));
        if (config.has("task")) {
            rows.add("- task `%s`, label ratio %s".formatted(config.path("task").asText(),
                    config.path("label_ratio").asText()));
        }
        if (config.path("recipe").has("views")) {
            rows.add("- views it was trained on: " + recipe("views"));
        }
        if (config.has("task") && config.path("recipe").has("labels_from")) {
            rows.add("- labels came from: " + recipe("labels_from"));
        }
        if (config.has("task") && config.path("recipe").has("uncertain")) {
            rows.add("- uncertain labels: learned by the policy `" + recipe("uncertain") + "`; no figure counts them");
        }
        rows.add("- recipe values that were not the recipe's own: " + changed());
        rows.add("- trained with REFERS Workstation %s, %s %s, Java %s, on %s".formatted(
                environment.path("program").asText("of unknown version"), environment.path("engine").asText(),
                environment.path("engine_version").asText(), environment.path("java").asText("unknown"),
                environment.path("device").asText("an unknown device")));
        return rows;
    }

    private String recipe(String key) {
        return config.path("recipe").path(key).path("value").asText("unknown");
    }

    private String changed() {
        List<String> changed = new ArrayList<>();
        config.path("recipe").properties().forEach(entry -> {
            if (!entry.getValue().path("origin").asText("default").equals("default")) {
                changed.add("`" + entry.getKey() + "=" + entry.getValue().path("value").asText() + "`");
            }
        });
        return changed.isEmpty() ? "none" : String.join(", ", changed);
    }

    private String checkpoint() {
        Path folder = model.toAbsolutePath().getParent();
        return String.valueOf(folder == null ? "" : folder.getFileName());
    }

    /** What the weights started from, if the run tells. */
    Optional<String> start() {
        if (isFromRandom()) {
            return Optional.of("random weights");
        }
        String source = config.path(WeightOrigin.SOURCE_FACT).asText();
        String digest = config.path("init_sha256").asText();
        return digest.isEmpty()
                ? Optional.empty()
                : Optional.of((source.isEmpty() ? "" : source + "; ") + "model file with SHA-256 `" + digest + "`");
    }

    /** The licence of those weights, if the run tells. */
    Optional<String> licence() {
        return Optional.of(config.path(WeightOrigin.LICENCE_FACT).asText()).filter(text -> !text.isEmpty());
    }

    boolean isFromRandom() {
        return config.path("init").asText().equals("random");
    }

    /** Radiographs, studies and patients by what they were used for. */
    String data() {
        SortedMap<String, Counts> uses = new TreeMap<>();
        Path manifest = run.resolve(RunFolder.MANIFEST);
        try (MappingIterator<Map<String, String>> rows = new CsvMapper().readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(manifest.toFile())) {
            while (rows.hasNext()) {
                Map<String, String> row = rows.next();
                uses.computeIfAbsent(row.getOrDefault("split", "") + " | " + row.getOrDefault("use", ""),
                        key -> new Counts()).add(row);
            }
        } catch (IOException | RuntimeException unreadable) {
            return "## Data\n\nNot known: the run's list of radiographs cannot be read.";
        }
        StringBuilder table = new StringBuilder("""
                ## Data

                | split | used for | radiographs | studies | patients |
                | --- | --- | --- | --- | --- |
                """);
        uses.forEach((key, counts) -> table.append("| %s | %d | %d | %d |%n".formatted(key, counts.radiographs,
                counts.studies.size(), counts.patients.size())));
        return table.toString().strip();
    }

    /** Numbers of one use. */
    private static final class Counts {

        private int radiographs;
        private final Set<String> studies = new HashSet<>();
        private final Set<String> patients = new HashSet<>();

        private void add(Map<String, String> row) {
            radiographs++;
            studies.add(row.getOrDefault("study_id", ""));
            patients.add(row.getOrDefault("patient_id", ""));
        }
    }

    /** What the run reached on its test radiographs; empty if it wrote none, or this is not the checkpoint they are of. */
    Optional<String> metrics() {
        Path table = run.resolve(TEST);
        if (!Files.isRegularFile(table) || !isBest()) {
            return Optional.empty();
        }
        try {
            Predictions predictions = Predictions.read(table);
            Evaluation evaluation = Evaluation.of(predictions.scored(), Bootstrap.standard());
            return Optional.of(metrics(predictions.rows().size(), evaluation));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isBest() {
        try {
            return new CheckpointStore(run).best(damage -> {
                // A damaged checkpoint has no figures either.
            }).filter(best -> best.model().toAbsolutePath().equals(model.toAbsolutePath())).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String metrics(int radiographs, Evaluation evaluation) {
        StringBuilder text = new StringBuilder("""
                ## What the run reached on its test radiographs

                %s; 95 %% intervals by bootstrap over patients, 2000 draws, percentiles.
                Mean AUROC %s, mean average precision %s.

                | finding | radiographs | with it | AUROC | average precision |
                | --- | --- | --- | --- | --- |
                """.formatted(Counted.of(radiographs, "radiograph"),
                figure(evaluation.meanAuroc(), evaluation.meanAurocInterval()),
                figure(evaluation.meanAveragePrecision(), Optional.empty())));
        Map<String, FindingResult> findings = new LinkedHashMap<>(evaluation.findings());
        findings.forEach((name,
                result) -> text.append("| %s | %d | %d | %s | %s |%n".formatted(cell(name), result.rows(),
                        result.positives(), figure(result.auroc(), result.aurocInterval()),
                        figure(result.averagePrecision(), result.averagePrecisionInterval()))));
        return text.toString().strip();
    }

    /** A name from a table of strangers in a table of Markdown. */
    private static String cell(String name) {
        return ShownText.line(name).replace("|", "\\|");
    }

    private static String figure(OptionalDouble value, Optional<Interval> interval) {
        return value.isEmpty()
                ? "undefined"
                : "%.3f".formatted(value.getAsDouble())
                        + interval.map(ends -> " (%.3f to %.3f)".formatted(ends.low(), ends.high())).orElse("");
    }
}

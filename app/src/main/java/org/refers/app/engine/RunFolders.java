package org.refers.app.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunEntry.State;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.RunPlan.Start;
import org.refers.model.explain.ExplanationSettings;
import org.refers.training.run.TrainingEvent;
import org.refers.training.store.RunFolder;

/** Reads what run folders say of their runs: configuration, last figures, history. Foreign or damaged ones are passed. */
final class RunFolders {

    /** Enough for the last dozens of lines of {@code metrics.jsonl}, however long the run. */
    private static final int TAIL = 65_536;

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new YAMLMapper();

    /** The runs of a folder, the one written to last first; none if the folder is not there. */
    List<RunEntry> list(Path folder) throws IOException {
        List<RunEntry> entries = new ArrayList<>();
        for (Path run : folders(folder)) {
            read(run).ifPresent(entries::add);
        }
        return entries;
    }

    /** The folders of the runs, the one written to last first. */
    List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(RunFolder::isRun).sorted(Comparator.comparing(RunFolders::written).reversed())
                    .toList();
        }
    }

    private static FileTime written(Path run) {
        Path metrics = run.resolve(RunFolder.METRICS);
        try {
            return Files.getLastModifiedTime(Files.exists(metrics) ? metrics : run);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private Optional<RunEntry> read(Path run) throws IOException {
        JsonNode config;
        try {
            config = yaml.readTree(Files.readString(run.resolve(RunFolder.CONFIG)));
        } catch (JsonProcessingException | CharacterCodingException damaged) {
            return Optional.empty();
        }
        RunPlan plan = plan(run, config);
        long total = config.path("recipe").path("max_steps").path("value").asLong();
        long step = 0;
        OptionalDouble loss = OptionalDouble.empty();
        boolean finished = false;
        for (JsonNode line : tail(run.resolve(RunFolder.METRICS))) {
            String event = line.path("event").asText();
            step = Math.max(step, line.path("step").asLong());
            if (event.equals("step")) {
                loss = OptionalDouble.of(line.path("loss").asDouble());
            }
            finished = event.equals("finished") && !line.path("stopped").asBoolean();
        }
        State state = RunFolder.isRunning(run) ? State.RUNNING : finished ? State.FINISHED : State.STOPPED;
        return Optional.of(new RunEntry(plan.name(), run, plan, step, total, state, loss,
                config.path("device").asText()));
    }

    private static RunPlan plan(Path run, JsonNode config) {
        boolean finetune = config.path("kind").asText().equals("finetune");
        Finetuning finetuning = new Finetuning(config.path("task").asText(Finetuning.DEFAULT.task()),
                Math.clamp(config.path("label_ratio").asDouble(1), 1e-6, 1));
        return new RunPlan(finetune ? Kind.FINETUNE : Kind.PRETRAIN, run, run, config.path("preset").asText("paper"),
                config.path("size").asText("tiny"), config.path("base").asText("paper"), Map.of(), finetuning,
                Start.NEW);
    }

    /** The last whole lines of a file; a line cut off at either end is passed. */
    private List<JsonNode> tail(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        byte[] bytes;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - TAIL);
            in.seek(from);
            bytes = new byte[(int) Math.min(TAIL, in.length() - from)];
            in.readFully(bytes);
        }
        List<JsonNode> lines = new ArrayList<>();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> node(line).ifPresent(lines::add));
        return lines;
    }

    private Optional<JsonNode> node(String line) {
        try {
            return Optional.ofNullable(json.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException cutOff) {
            return Optional.empty();
        }
    }

    /** Whether readers' boxes chose the run's map; a missing or damaged file says no. */
    static boolean hasMeasuredMap(Path run) {
        try {
            return !ExplanationSettings.fromJson(Files.readString(run.resolve(ExplanationSettings.FILE))).decidedBy()
                    .isEmpty();
        } catch (IOException | IllegalArgumentException missingOrDamaged) {
            return false;
        }
    }

    /** The events that {@code metrics.jsonl} kept, in order. */
    List<TrainingEvent> history(Path run) throws IOException {
        Path file = run.resolve(RunFolder.METRICS);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        long total = totalSteps(run);
        List<TrainingEvent> events = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                event(line, total).ifPresent(events::add);
            }
        }
        return events;
    }

    /** The event of a line of {@code metrics.jsonl}, if it is one. */
    Optional<TrainingEvent> event(String line, long total) {
        return node(line).flatMap(node -> event(node, total));
    }

    /** Steps that a run is to take, 0 if its configuration cannot be read. */
    long totalSteps(Path run) throws IOException {
        return read(run).map(RunEntry::totalSteps).orElse(0L);
    }

    /** The beginning of a run that others carry out, with its device; empty before the run has written that down. */
    Optional<TrainingEvent> started(Path run) throws IOException {
        Path environment = run.resolve(RunFolder.ENVIRONMENT);
        Optional<RunEntry> entry = read(run);
        if (entry.isEmpty() || !Files.isRegularFile(environment)) {
            return Optional.empty();
        }
        String device = node(Files.readString(environment)).map(node -> node.path("device").asText()).orElse("");
        String kind = entry.get().plan().kind() == Kind.FINETUNE ? "finetune" : "pretrain";
        return Optional.of(new TrainingEvent.RunStarted(entry.get().name(), kind, device, 0, entry.get().totalSteps()));
    }

    private static Optional<TrainingEvent> event(JsonNode node, long total) {
        long step = node.path("step").asLong();
        return switch (node.path("event").asText()) {
            case "step" -> Optional.of(new TrainingEvent.StepFinished(step, total, node.path("loss").asDouble(),
                    values(node.path("terms")), number(node.path("learning_rate")),
                    number(node.path("gradient_norm")), number(node.path("images_per_second")),
                    number(node.path("waiting")), node.path("seconds_left").asDouble(-1),
                    node.path("micro_batch_size").asInt()));
            case "validation" -> Optional.of(new TrainingEvent.ValidationFinished(step,
                    node.path("loss").asDouble(), values(node.path("metrics"))));
            case "finished" -> Optional.of(new TrainingEvent.RunFinished(step, node.path("stopped").asBoolean(),
                    values(node.path("metrics"))));
            default -> Optional.empty();
        };
    }

    /** A figure; no number where an older run did not tell it, so that nothing is shown as nought. */
    private static double number(JsonNode value) {
        return value.asDouble(Double.NaN);
    }

    private static Map<String, Double> values(JsonNode node) {
        Map<String, Double> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asDouble()));
        return values;
    }

    /** Whether a run has left a model. */
    static boolean hasCheckpoint(Path run) {
        return Files.isRegularFile(run.resolve("best")) || Files.isRegularFile(run.resolve("last"));
    }

    /** What changes when a run's best checkpoint does. */
    static String state(Path run) throws IOException {
        Path best = run.resolve("best");
        return Files.isRegularFile(best) ? Files.readString(best) : "";
    }

    /** The findings that a fine-tuning run learns. */
    List<String> findings(Path run) throws IOException {
        JsonNode findings = yaml.readTree(Files.readString(run.resolve(RunFolder.CONFIG))).path("findings");
        return Arrays.stream(findings.asText().split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }
}

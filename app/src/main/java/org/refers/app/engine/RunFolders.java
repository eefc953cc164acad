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
import java.nio.file.NoSuchFileException;
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
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunEntry.Facts;
import org.refers.app.training.RunEntry.State;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.RunPlan.Start;
import org.refers.model.explain.ExplanationSettings;
import org.refers.training.device.MemoryUse;
import org.refers.training.run.TrainingEvent;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.QueuePlace;
import org.refers.training.store.RunFolder;

/** Reads what run folders say of their runs: configuration, last figures, history. Foreign or damaged ones are passed. */
final class RunFolders {

    /** Enough for the last dozens of lines of {@code metrics.jsonl}, however long the run. */
    private static final int TAIL = 65_536;

    private static final long LARGEST_LOG = 4_000_000;
    private static final String FAILED = " failed at step ";

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new YAMLMapper();

    /** The runs of a folder, the one written to last first; none if the folder is not there. */
    List<RunEntry> list(Path folder) throws IOException {
        List<RunEntry> entries = new ArrayList<>();
        for (Path run : inside(folder, inside -> RunFolder.isRun(inside) || isWaiting(inside))) {
            // A folder may go while the list is read.
            (RunFolder.isRun(run) ? read(run) : waiting(run)).ifPresent(entries::add);
        }
        return entries;
    }

    private static boolean isWaiting(Path run) {
        try {
            return QueuePlace.of(run).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** A run that waits for its first step has no configuration yet. */
    private static Optional<RunEntry> waiting(Path run) throws IOException {
        return QueuePlace.of(run).map(place -> {
            Kind kind = place.kind().equals("finetune") ? Kind.FINETUNE : Kind.PRETRAIN;
            RunPlan plan = new RunPlan(kind, run, run, "paper", "tiny", "paper", Map.of(), Finetuning.DEFAULT,
                    Start.NEW);
            return new RunEntry(plan.name(), run, plan, 0, place.steps(), State.QUEUED, OptionalDouble.empty(),
                    place.device(), new Facts(written(run).toInstant(), OptionalDouble.empty(), place.before(), ""));
        });
    }

    /** The folders of the runs, the one written to last first. */
    List<Path> folders(Path folder) throws IOException {
        return inside(folder, RunFolder::isRun);
    }

    private static List<Path> inside(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(wanted).sorted(Comparator.comparing(RunFolders::written).reversed()).toList();
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
        } catch (JsonProcessingException | CharacterCodingException | NoSuchFileException damagedOrGone) {
            return Optional.empty();
        }
        RunPlan plan = plan(run, config);
        long total = config.path("recipe").path("max_steps").path("value").asLong();
        long step = 0;
        OptionalDouble loss = OptionalDouble.empty();
        Optional<JsonNode> last = Optional.empty();
        for (JsonNode line : tail(run.resolve(RunFolder.METRICS))) {
            String event = line.path("event").asText();
            step = Math.max(step, line.path("step").asLong());
            if (event.equals("step")) {
                loss = OptionalDouble.of(line.path("loss").asDouble());
            }
            last = Optional.of(line);
        }
        Optional<QueuePlace> place = QueuePlace.of(run);
        State state = state(run, place, last);
        String device = place.map(QueuePlace::device).orElse(config.path("device").asText());
        return Optional.of(new RunEntry(plan.name(), run, plan, step, total, state, loss, device,
                new Facts(written(run).toInstant(), best(run), place.map(QueuePlace::before).orElse(0),
                        state == State.FAILED ? fault(run) : "")));
    }

    /** Whoever is stopped says so as its last word; one that says nothing ended by a fault. */
    private static State state(Path run, Optional<QueuePlace> place, Optional<JsonNode> last) throws IOException {
        if (place.isPresent()) {
            return State.QUEUED;
        }
        if (RunFolder.isRunning(run)) {
            return State.RUNNING;
        }
        return last.filter(line -> line.path("event").asText().equals("finished"))
                .map(line -> line.path("stopped").asBoolean() ? State.STOPPED : State.FINISHED).orElse(State.FAILED);
    }

    /** The best value so far, as the newest checkpoint has it. */
    private OptionalDouble best(Path run) throws IOException {
        List<String> checkpoints = new CheckpointStore(run).names();
        Path state = run.resolve("checkpoints").resolve(checkpoints.isEmpty() ? "none" : checkpoints.getLast())
                .resolve("state.json");
        if (!Files.isRegularFile(state) || Files.size(state) > TAIL) {
            return OptionalDouble.empty();
        }
        Optional<JsonNode> node = node(Files.readString(state));
        return node.filter(found -> found.path("best_step").asLong() > 0)
                .map(found -> OptionalDouble.of(found.path("best_value").asDouble())).orElse(OptionalDouble.empty());
    }

    /** The sentence of a fault at the end of a run's log. */
    private static String fault(Path run) throws IOException {
        Path log = run.resolve(RunFolder.LOG);
        if (!Files.isRegularFile(log) || Files.size(log) > LARGEST_LOG) {
            return "";
        }
        try {
            return Files.readAllLines(log).reversed().stream().limit(1).filter(line -> line.contains(FAILED))
                    .map(line -> line.substring(line.indexOf(": ", line.indexOf(FAILED)) + 2)).findFirst().orElse("");
        } catch (CharacterCodingException damaged) {
            return "";
        }
    }

    static RunPlan plan(Path run, JsonNode config) {
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
                    node.path("micro_batch_size").asInt(),
                    new MemoryUse(bytes(node.path("memory_bytes")), bytes(node.path("memory_peak_bytes")))));
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

    private static OptionalLong bytes(JsonNode value) {
        return value.isIntegralNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
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

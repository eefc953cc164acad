package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.bench.ScaleBench;
import org.refers.training.run.ChildCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench scale}: every size in a process of its own, so that memory can be told apart. */
@Command(name = "scale", description = "Show what the size of a data set costs: workspaces of generated rows are opened as runs open them, and batches are drawn from them.")
final class BenchScaleCommand implements Callable<Integer> {

    /** By name, since it needs this package. */
    private static final String LAUNCHER = "org.refers.app.Launcher";
    private static final String CLASS_PATH = "-cp";
    private static final String TASK = "task";
    private static final String BATCH = "batch_milliseconds";
    private static final int MOST = 2_000_000;
    private static final Map<String, String> DEFAULTS = Map.of("studies", "1000,100000,400000", "rounds", "3",
            "heap_mb",
            "0", "tasks", "pretrain,finetune,window", "folder", "", "task", "");

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "studies: sizes parted by commas (default 1000,100000,400000); rounds: processes a size, of which the median counts (default 3); heap_mb: limit of their Java heap, 0 for none; tasks: pretrain, finetune, window (default all three).")
    private List<String> assignments = List.of();

    private final Console console;

    BenchScaleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, WorkspaceException, InterruptedException {
        BenchSettings settings = BenchSettings.of(assignments, DEFAULTS);
        if (!settings.text("folder").isEmpty()) {
            console.json(new ScaleBench(Path.of(settings.text("folder"))).run(task(settings.text("task"))));
            return 0;
        }
        List<ScaleBench.Task> tasks = Arrays.stream(settings.text("tasks").split(",")).map(BenchScaleCommand::task)
                .toList();
        int rounds = settings.count("rounds", 1, 100);
        int heap = settings.count("heap_mb", 0, 1_000_000);
        List<Integer> sizes = Arrays.stream(settings.text("studies").split(","))
                .map(size -> BenchSettings.count("studies", size.strip(), 100, MOST)).toList();
        Path folder = Files.createTempDirectory("refers-bench");
        try {
            List<ObjectNode> rows = new ArrayList<>();
            for (int size : sizes) {
                console.tell("Making " + size + " studies");
                ScaleBench.prepare(folder.resolve("s" + size), size);
                for (ScaleBench.Task task : tasks) {
                    rows.add(measured(folder.resolve("s" + size), rounds, heap, task));
                }
                forget(folder.resolve("s" + size));
            }
            print(rows);
        } finally {
            forget(folder);
        }
        return 0;
    }

    private static ScaleBench.Task task(String word) {
        return Arrays.stream(ScaleBench.Task.values())
                .filter(task -> task.name().toLowerCase(Locale.ROOT).equals(word.strip())).findFirst()
                .orElseThrow(() -> CliException.badInput("tasks takes pretrain, finetune and window, not '" + word
                        + "'."));
    }

    /** The median of each figure over the rounds. */
    private ObjectNode measured(Path folder, int rounds, int heap, ScaleBench.Task task)
            throws IOException, InterruptedException {
        List<JsonNode> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            results.add(child(folder, heap, task));
        }
        ObjectNode median = new ObjectMapper().createObjectNode().put(TASK, task.name().toLowerCase(Locale.ROOT));
        results.getFirst().properties().forEach(figure -> {
            double[] values = results.stream().mapToDouble(result -> result.path(figure.getKey()).asDouble()).sorted()
                    .toArray();
            if (figure.getValue().isIntegralNumber()) {
                median.put(figure.getKey(), (long) values[rounds / 2]);
            } else {
                median.put(figure.getKey(), values[rounds / 2]);
            }
        });
        return median;
    }

    private static JsonNode child(Path folder, int heap, ScaleBench.Task task)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ChildCommand.of(LAUNCHER, "bench", "scale", "--set",
                "folder=" + folder, "task=" + task.name().toLowerCase(Locale.ROOT)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        if (heap > 0 && command.contains(CLASS_PATH)) {
            // After the options of this process, of which the last counts.
            command.add(command.indexOf(CLASS_PATH), "-Xmx" + heap + "m");
        } else if (heap > 0) {
            builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx" + heap + "m");
        }
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw CliException.fault(heap > 0
                    ? "A measured process ended early; a greater heap_mb may help."
                    : "A measured process ended early.",
                    new IOException("exit code " + process.exitValue()));
        }
        return new ObjectMapper().readTree(answer);
    }

    private void print(List<ObjectNode> rows) {
        for (ObjectNode row : rows) {
            ObjectNode first = rows.stream().filter(other -> other.path(TASK).equals(row.path(TASK))).findFirst()
                    .orElseThrow();
            double least = first.path(BATCH).asDouble();
            row.put("batch_ratio", least == 0 ? 0 : row.path(BATCH).asDouble() / least);
        }
        ObjectNode result = new ObjectMapper().createObjectNode();
        ArrayNode list = result.putArray("sizes");
        rows.forEach(list::add);
        output.print(console, result, () -> String.join("\n", rows.stream().map(BenchScaleCommand::words).toList()));
    }

    private static String words(JsonNode row) {
        String words = "%-8s %7d studies: opened in %.2f s (%.2f s of the processor), its pictures in %.2f s, %.0f MB, heap %.0f MB"
                .formatted(
                        row.path(TASK).asText(), row.path("studies").asInt(), row.path("opening_seconds").asDouble(),
                        row.path("opening_cpu_seconds").asDouble(),
                        row.path("picture_seconds").asDouble(), row.path("opened_mb").asDouble(),
                        row.path("heap_mb").asDouble());
        return row.path(BATCH).asDouble() == 0
                ? words
                : words + "; %s in %.2f ms, %.2f of the first".formatted(
                        row.path(TASK).asText().equals("window") ? "the slowest filter" : "a batch",
                        row.path(BATCH).asDouble(), row.path("batch_ratio").asDouble());
    }

    private static void forget(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.store.EventFileReader;
import org.refers.training.store.RunFolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What TensorBoard would show of a run is what its metrics hold. */
class EventScalarsTest {

    private static final String[] SETTINGS = {"batch_size=4", "max_steps=6", "validate_every=2", "report_words=120",
        "text_words=120", "panel_studies=0", "tensorboard=true"};

    @TempDir
    private Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(8, 4, 2);
    }

    private Map<String, Map<Long, Float>> metrics(String run) throws IOException {
        Map<String, Map<Long, Float>> metrics = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(run).resolve(RunFolder.METRICS))) {
            JsonNode node = new ObjectMapper().readTree(line);
            long step = node.path("step").asLong();
            Map<String, JsonNode> found = new LinkedHashMap<>();
            if (node.path("event").asText().equals("step")) {
                found.put("loss/total", node.path("loss"));
                node.path("terms").properties().forEach(term -> found.put("loss/" + term.getKey(), term.getValue()));
                found.put("learning_rate", node.path("learning_rate"));
                found.put("gradient_norm", node.path("gradient_norm"));
            } else if (node.path("event").asText().equals("validation")) {
                found.put("validation/loss", node.path("loss"));
                node.path("metrics").properties()
                        .forEach(term -> found.put("validation/" + term.getKey(), term.getValue()));
            }
            found.forEach((tag, value) -> metrics.computeIfAbsent(tag, any -> new TreeMap<>())
                    .put(step, (float) value.asDouble()));
        }
        return metrics;
    }

    private Map<String, Map<Long, Float>> scalars(String run) throws IOException {
        Map<String, Map<Long, Float>> scalars = EventFileReader.scalars(folder.resolve(run).resolve("tensorboard"));
        assertTrue(scalars.keySet().containsAll(List.of("images_per_second", "waiting", "micro_batch_size")));
        // They differ from run to run, and metrics.jsonl rounds them.
        scalars.keySet().removeIf(tag -> tag.startsWith("memory/")
                || List.of("images_per_second", "waiting", "micro_batch_size").contains(tag));
        return scalars;
    }

    private static void stopAt(long last, RunRequest request) throws TrainingException {
        AtomicBoolean stop = new AtomicBoolean();
        new RunStarter().run(request, event -> {
            if (event instanceof StepFinished step && step.step() == last) {
                stop.set(true);
            }
        }, stop::get);
    }

    @Test
    void eventFilesHoldWhatTheMetricsHoldAlsoAfterAResume() throws Exception {
        stopAt(99, workspace.pretrain("whole", SETTINGS));
        assertEquals(metrics("whole"), scalars("whole"));

        stopAt(4, workspace.pretrain("parts", SETTINGS));
        stopAt(99, workspace.resumed("parts"));
        assertEquals(metrics("parts"), scalars("parts"));
        assertEquals(metrics("whole"), scalars("parts"));
        try (Stream<Path> files = Files.list(folder.resolve("parts/tensorboard"))) {
            assertEquals(2, files.count(), "one a start");
        }
    }

    @Test
    void theyAreAnOption() throws Exception {
        stopAt(1, workspace.pretrain("a", Stream.concat(Stream.of(SETTINGS), Stream.of("tensorboard=false"))
                .toArray(String[]::new)));
        assertTrue(Files.notExists(folder.resolve("a/tensorboard")));
    }
}

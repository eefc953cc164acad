package org.refers.training.run;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.run.Machine.Moment;
import org.refers.training.run.Machine.Moments;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.run.TrainingEvent.RunFailed;
import org.refers.training.store.CheckpointStore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A step for which there is too little memory is done again with fewer items at once, and comes out the same. */
class MemoryRunsOutTest {

    /** Dropout, kept patches and jitter are on: every draw must be made again, none twice. */
    private static final String[] SETTINGS = {"batch_size=8", "max_steps=5", "validate_every=4", "report_words=120",
        "text_words=120", "dropout=0.1", "token_dropping=0.5", "checkpoint_minutes=0"};
    private static final String PROCESSOR = "[enforce fail at alloc_cpu.cpp:115] err == 0. DefaultCPUAllocator: can't"
            + " allocate memory: you tried to allocate 12582912 bytes. Error code 12 (Cannot allocate memory)";

    @TempDir
    private Path folder;

    private TestWorkspace workspace;
    private final List<TrainingEvent> events = new ArrayList<>();

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(16, 4, 2);
    }

    private static Machine machine(Moments moments) {
        return new Machine(System::nanoTime, new GivenMemory(OptionalLong.empty()), moments);
    }

    /** Holds at most so many items from a step on. */
    private static Machine holding(int items, long fromStep) {
        return machine((moment, step, asked) -> {
            if (moment == Moment.MICRO_BATCH && asked > items && step >= fromStep) {
                throw new EngineException(PROCESSOR);
            }
        });
    }

    private RunSummary run(Machine machine, RunRequest request) throws TrainingException {
        return new RunStarter(machine).run(request, events::add, () -> false);
    }

    private RunSummary run(RunRequest request) throws TrainingException {
        return run(machine((moment, step, items) -> {
        }), request);
    }

    private static String[] with(String... more) {
        return Stream.concat(Stream.of(SETTINGS), Stream.of(more)).toArray(String[]::new);
    }

    /** Steps as they are told, but for their speed. */
    private static List<String> steps(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream().filter(line -> line.contains("\"step\","))
                .map(line -> line.replaceAll(",\"images_per_second\".*", "")).toList();
    }

    private void assertSame(String one, String other) throws IOException {
        assertEquals(steps(folder.resolve(one)), steps(folder.resolve(other)));
        for (String file : List.of("model", "optimizer")) {
            String path = "checkpoints/step-000005/" + file + ".safetensors";
            assertEquals(-1, Files.mismatch(folder.resolve(one).resolve(path), folder.resolve(other).resolve(path)));
        }
    }

    @Test
    void aRunWhoseFirstStepDoesNotFitEndsAsOneWithTheSmallerMicroBatch() throws Exception {
        run(holding(4, 1), workspace.pretrain("short", SETTINGS));
        run(workspace.pretrain("small", with("micro_batch_size=4")));
        assertSame("short", "small");
        assertTrue(events.stream().anyMatch(event -> event instanceof Notice(String message) && message.equals(
                "Memory ran out in step 1; it is done again, and from here on micro_batch_size is 4 instead of 8, with the"
                        + " batch as before. The contrast now tells a report from 3 others instead of 7, which is an easier"
                        + " task.")),
                events::toString);
    }

    /** The memory of the third step's second half is missing: its first half was added up already, and must go. */
    @Test
    void aStepIsBegunAgainWholly() throws Exception {
        int[] parts = new int[1];
        Machine machine = machine((moment, step, items) -> {
            parts[0] += moment == Moment.MICRO_BATCH && step == 3 ? 1 : 0;
            if (moment == Moment.MICRO_BATCH && step == 3 && parts[0] == 2) {
                throw new OutOfMemoryError("Cannot reserve 4194304 bytes of direct buffer memory");
            }
        });
        run(machine, workspace.pretrain("short", with("micro_batch_size=4")));
        run(workspace.pretrain("begun", with("micro_batch_size=4", "checkpoint_every=2", "checkpoint_keep=9")));
        // The same run from the second step on, told to take half as many at once.
        removeAfter(folder.resolve("begun"), 2);
        run(workspace.resumed("begun", "micro_batch_size=2"));
        assertSame("short", "begun");
        assertEquals(6, parts[0], "two parts, and four more");
    }

    private static void removeAfter(Path run, long step) throws IOException {
        for (String name : new CheckpointStore(run).names()) {
            if (Long.parseLong(name.substring("step-".length())) > step) {
                try (Stream<Path> files = Files.list(run.resolve("checkpoints").resolve(name))) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(run.resolve("checkpoints").resolve(name));
            }
        }
    }

    @Test
    void whoGoesOnTakesTheSmallerMicroBatch() throws Exception {
        run(holding(4, 3), workspace.pretrain("whole", SETTINGS));
        Path parts = folder.resolve("parts");
        TrainingException cut = assertThrows(TrainingException.class, () -> run(machine((moment, step, items) -> {
            if (moment == Moment.MICRO_BATCH && step == 3 && items > 4) {
                throw new EngineException(PROCESSOR);
            }
            if (step == 4) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        }), workspace.pretrain("parts", SETTINGS)));
        assertTrue(cut.sentence().endsWith("The last good checkpoint is step-000003."), cut::sentence);
        JsonNode state = new ObjectMapper()
                .readTree(parts.resolve("checkpoints/step-000003/state.json").toFile());
        assertEquals(4, state.path("micro_batch_size").asInt());
        run(workspace.resumed("parts"));
        assertSame("whole", "parts");
        assertTrue(Files.readString(parts.resolve("metrics.jsonl")).contains("\"micro_batch_size\":8"));
        assertTrue(steps(parts).getLast().endsWith("\"micro_batch_size\":4"), steps(parts).getLast());
        String config = Files.readString(parts.resolve("config.yaml"));
        assertTrue(config.matches("(?s).*used:.*micro_batch_size:\\s+value: \"4\"\\s+origin: \"memory\".*"), config);
    }

    @Test
    void belowTheSmallestTheRunEndsAndNamesItsCheckpoint() {
        TrainingException failed = assertThrows(TrainingException.class, () -> run(holding(1, 3),
                workspace.pretrain("a", with("checkpoint_every=1"))));
        assertEquals(TrainingException.Kind.FAULT, failed.kind());
        assertEquals(
                "Memory ran out in step 3 with a micro_batch_size of 2, and with fewer the contrast teaches nothing; end"
                        + " other programs or take a machine with more memory, and resume the run. The last good checkpoint is"
                        + " step-000002.",
                failed.sentence());
        assertTrue(events.getLast() instanceof RunFailed);
    }

    @Test
    void fineTuningGoesDownToOneRadiograph() throws Exception {
        String[] settings = {"batch_size=4", "max_steps=3", "dropout=0.1", "explain_maps=none"};
        run(holding(1, 1), workspace.finetune("short", "random", settings));
        run(workspace.finetune("small", "random", "batch_size=4", "max_steps=3", "dropout=0.1", "explain_maps=none",
                "micro_batch_size=1"));
        assertEquals(steps(folder.resolve("short")), steps(folder.resolve("small")));
        assertThrows(TrainingException.class, () -> run(holding(0, 1), workspace.finetune("none", "random", settings)));
    }

    /** Half of the weights may have moved: the step cannot be done again. */
    @Test
    void anUpdateThatDoesNotFitEndsTheRun() {
        TrainingException failed = assertThrows(TrainingException.class, () -> run(machine((moment, step, items) -> {
            if (moment == Moment.UPDATE && step == 2) {
                throw new EngineException("CUDA out of memory. Tried to allocate 20.00 MiB");
            }
        }), workspace.pretrain("a", with("checkpoint_every=1"))));
        assertTrue(failed.sentence().startsWith("Memory ran out after step 1, outside of"), failed::sentence);
        assertTrue(failed.sentence().endsWith("The last good checkpoint is step-000001."), failed::sentence);
    }

    @Test
    void otherFaultsAreNoLackOfMemory() {
        EngineException other = assertThrows(EngineException.class, () -> run(machine((moment, step, items) -> {
            throw new EngineException("mat1 and mat2 shapes cannot be multiplied");
        }), workspace.pretrain("a", SETTINGS)));
        assertFalse(String.valueOf(other.getMessage()).isEmpty());
    }

    @Test
    void aRunThatCannotFitIsRefusedBeforeItsFirstStep() throws Exception {
        Machine small = new Machine(System::nanoTime, new GivenMemory(OptionalLong.of(180_000_000)),
                (moment, step, items) -> {
                });
        TrainingException refused = assertThrows(TrainingException.class,
                () -> run(small, workspace.pretrain("a", SETTINGS)));
        assertEquals(TrainingException.Kind.INPUT, refused.kind());
        assertTrue(refused.sentence().startsWith("This run needs about 0."), refused::sentence);
        assertTrue(Files.notExists(folder.resolve("a")), "a refused run leaves nothing");
        Machine near = new Machine(System::nanoTime, new GivenMemory(OptionalLong.of(260_000_000)),
                (moment, step, items) -> {
                });
        run(near, workspace.pretrain("b", SETTINGS));
        assertTrue(Files.readString(folder.resolve("b/log.txt")).contains("This run needs about 0."));
        JsonNode memory = new ObjectMapper().readTree(folder.resolve("b/environment.json").toFile()).path("memory");
        assertEquals(260_000_000, memory.path("available_bytes").asLong());
        assertEquals(8, memory.path("micro_batch_size").asInt());
        assertEquals(memory.path("needed_bytes").asLong(),
                memory.path("needed_for").valueStream().mapToLong(JsonNode::asLong).sum());
    }
}

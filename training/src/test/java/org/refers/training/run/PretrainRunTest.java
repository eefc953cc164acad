package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.store.Safetensors;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.training.compute.Compute;
import org.refers.training.device.DeviceQueue;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.run.TrainingEvent.RunFailed;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.store.ProcessMark;
import org.refers.training.store.QueuePlace;
import org.refers.training.store.RunFolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PretrainRunTest {

    private static final String[] SMALL = {"batch_size=4", "max_steps=8", "validate_every=4", "report_words=120",
        "text_words=120"};

    @TempDir
    private Path folder;

    private TestWorkspace workspace;
    private final List<TrainingEvent> events = new ArrayList<>();

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(12, 4, 2);
    }

    private RunSummary run(RunRequest request) throws TrainingException {
        return new RunStarter().run(request, events::add, () -> false);
    }

    @Test
    void aRunLeavesItsWholeFolderWithoutAPatientsName() throws Exception {
        RunSummary summary = run(workspace.pretrain("a", SMALL));

        assertEquals(8, summary.steps());
        assertFalse(summary.stopped());
        Path run = folder.resolve("a");
        for (String name : List.of(RunFolder.CONFIG, RunFolder.ENVIRONMENT, RunFolder.MANIFEST, RunFolder.METRICS,
                RunFolder.LOG, RunFolder.CARD, "last", "best", "tokenizer.json", "text-tokenizer.json",
                "checkpoints/step-000008/model.safetensors", "checkpoints/step-000008/optimizer.safetensors",
                "checkpoints/step-000008/state.json")) {
            assertTrue(Files.isRegularFile(run.resolve(name)), name);
        }
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(TestWorkspace.PATIENT_NAME), file + " names a patient");
                assertFalse(content.contains(folder.toString()), file + " holds a path");
            }
        }
        for (String name : List.of(RunFolder.LOG, RunFolder.CARD)) {
            assertTrue(Files.readString(run.resolve(name)).contains("The data were never checked"), name);
        }
        assertEquals(8, steps(run).size());
        JsonNode environment = new ObjectMapper().readTree(run.resolve("environment.json").toFile());
        assertEquals("cpu with 1 thread", environment.path("device").asText());
        assertEquals("2.7.1", environment.at("/torch_library/version").asText());
        assertTrue(Files.readString(run.resolve("config.yaml")).contains("device: \"cpu with 1 thread\""));
    }

    @Test
    void aRunThatWaitsForItsDeviceCanBeStopped() throws Exception {
        PretrainRequest request = workspace.pretrain("a", SMALL);
        var queue = new DeviceQueue(request.compute().cache(), "cpu");
        try (var other = queue.await(() -> false, before -> {
        }).orElseThrow()) {
            AtomicBoolean stop = new AtomicBoolean();
            List<QueuePlace> places = new ArrayList<>();
            RunSummary summary = new RunStarter().run(request, event -> {
                events.add(event);
                places.add(place(request.run()));
                stop.set(true);
            }, stop::get);
            assertEquals(List.of(new QueuePlace("cpu", 1, "pretrain", 8)), places);
            assertTrue(summary.stopped() && summary.steps() == 0, summary::toString);
            assertEquals(List.of(new Notice("Waiting for cpu: another run uses it.")), events);
            assertTrue(Files.notExists(folder.resolve("a")), "a run that never began leaves nothing");
            assertTrue(Files.exists(other.ticket()));
        }
        assertEquals(8, run(request).steps());
    }

    private static QueuePlace place(Path run) {
        try {
            return QueuePlace.of(run).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a killed run left, or what is no place, says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"format\":2,\"device\":\"cpu\",\"before\":1}", "[]", "{", ""})
    void aPlaceIsOneOfALivingRunOnly(String text) throws Exception {
        Path run = Files.createDirectories(folder.resolve("b"));
        new QueuePlace("cpu", 2, "finetune", 5).write(run);
        assertEquals(Optional.empty(), QueuePlace.of(run));
        Files.writeString(run.resolve(".owner"), ProcessMark.ofThis());
        assertEquals(Optional.of(new QueuePlace("cpu", 2, "finetune", 5)), QueuePlace.of(run));
        Files.writeString(run.resolve(".queued"), text);
        assertEquals(Optional.empty(), QueuePlace.of(run));
    }

    @Test
    void theAttentionOverViewsLearnsAtItsOwnRate() throws Exception {
        run(workspace.pretrain("usual", SMALL));
        run(workspace.pretrain("slow", Stream.concat(Arrays.stream(SMALL), Stream.of("lr_fusion=1e-9"))
                .toArray(String[]::new)));

        assertTrue(greatestFusionWeight("usual") > 1e-5);
        assertEquals(0, greatestFusionWeight("slow"), 1e-6);
    }

    /** The last layer of the fusion starts at zero. */
    private double greatestFusionWeight(String run) throws IOException {
        try (Safetensors model = Safetensors.open(folder.resolve(run)
                .resolve("checkpoints/step-000008/model.safetensors"))) {
            double greatest = 0;
            for (float weight : model.floats("view_fusion.fc2.weight")) {
                greatest = Math.max(greatest, Math.abs(weight));
            }
            return greatest;
        }
    }

    /** Rounded or recomputed, in micro batches too: dropout is drawn twice then, and must be the same. */
    @ParameterizedTest
    @ValueSource(strings = {"precision=fp32", "precision=bf16", "activation_checkpointing=true", "micro_batch_size=2",
        "augment_on=device"})
    void resumingAfterAStopGivesTheLossesOfNoStop(String setting) throws Exception {
        String[] settings = Stream.concat(Arrays.stream(SMALL), Stream.of(setting)).toArray(String[]::new);
        run(workspace.pretrain("whole", settings));
        AtomicBoolean stop = new AtomicBoolean();
        RunSummary stopped = new RunStarter().run(workspace.pretrain("parts", settings), event -> {
            if (event instanceof StepFinished step && step.step() == 5) {
                stop.set(true);
            }
        }, stop::get);
        assertTrue(stopped.stopped());
        assertEquals(5, stopped.steps());
        run(workspace.resumed("parts"));

        // Not a bit apart: dropout, kept patches, views, augmentation, order and the optimizer's memory all go on.
        assertEquals(steps(folder.resolve("whole")), steps(folder.resolve("parts")));
        assertEquals(-1, Files.mismatch(folder.resolve("whole/checkpoints/step-000008/model.safetensors"),
                folder.resolve("parts/checkpoints/step-000008/model.safetensors")));
    }

    @Test
    void aDamagedCheckpointIsNamedAndTheRunGoesOnFromTheOneBefore() throws Exception {
        run(workspace.pretrain("a", "batch_size=4", "max_steps=8", "validate_every=4", "report_words=120",
                "text_words=120"));
        List<String> before = steps(folder.resolve("a"));
        Path model = folder.resolve("a/checkpoints/step-000008/model.safetensors");
        Files.write(model, Arrays.copyOf(Files.readAllBytes(model), 1000));
        RunSummary summary = run(workspace.resumed("a"));

        assertEquals(8, summary.steps());
        assertTrue(events.stream().anyMatch(event -> event instanceof Notice(String message)
                && message.startsWith("Checkpoint step-000008 is damaged: its model.safetensors has 1000 of")));
        assertEquals(before, steps(folder.resolve("a")));
    }

    @Test
    void aRunWhoseFilesAreDamagedCannotGoOnAndSaysWhich() throws Exception {
        run(workspace.pretrain("a", "batch_size=4", "max_steps=2", "report_words=120", "text_words=120"));
        byte[] tokenizer = Files.readAllBytes(folder.resolve("a/tokenizer.json"));
        Files.write(folder.resolve("a/tokenizer.json"), Arrays.copyOf(tokenizer, tokenizer.length / 2));
        assertInput("tokenizer.json cannot be read as a tokenizer", () -> run(workspace.resumed("a", "max_steps=3")));
        Files.delete(folder.resolve("a/tokenizer.json"));
        assertInput("has lost tokenizer.json", () -> run(workspace.resumed("a", "max_steps=3")));
        Files.write(folder.resolve("a/tokenizer.json"), tokenizer);
        Files.delete(folder.resolve("a/text-tokenizer.json"));
        assertInput("has lost text-tokenizer.json", () -> run(workspace.resumed("a", "max_steps=3")));
        run(workspace.pretrain("b", "batch_size=4", "max_steps=2", "report_words=120", "text_words=120"));
        Files.write(folder.resolve("b/checkpoints/step-000002/model.safetensors"), new byte[9]);
        assertInput("b has no whole checkpoint: all are damaged", () -> run(workspace.resumed("b")));
        Files.write(folder.resolve("b/config.yaml"), new byte[0]);
        assertInput("config.yaml is damaged: it is empty", () -> run(workspace.resumed("b")));
    }

    @Test
    void dataThatChangedBetweenTwoStartsAreNamed() throws Exception {
        run(workspace.pretrain("a", "batch_size=4", "max_steps=2", "report_words=120", "text_words=120"));
        run(workspace.resumed("a", "max_steps=3"));
        assertTrue(events.stream().noneMatch(event -> event.toString().contains("data have changed")));
        TestWorkspace other = new TestWorkspace(Files.createDirectory(folder.resolve("more"))).write(13, 4, 2);
        PretrainRequest here = workspace.resumed("a", "max_steps=4");
        run(new PretrainRequest(other.folder(), here.run(), here.architecture(), here.recipe(), List.of(), true,
                here.compute()));

        assertTrue(events.stream().anyMatch(event -> event instanceof Notice(String message)
                && message.startsWith("The data have changed since the run began: ")), events::toString);
    }

    /** Order, draws and results follow from the step alone, whoever makes its batch and wherever its pictures come from. */
    @ParameterizedTest
    @ValueSource(strings = {"workers=0", "workers=3", "cache_gb=1e-9"})
    void neitherWorkersNorTheCacheChangeAnything(String setting) throws Exception {
        run(workspace.pretrain("one", SMALL));
        try (Stream<Path> files = Files.walk(workspace.folder().resolve("cache"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        run(workspace.pretrain("other",
                Stream.concat(Arrays.stream(SMALL), Stream.of(setting)).toArray(String[]::new)));

        assertEquals(steps(folder.resolve("one")), steps(folder.resolve("other")));
        assertEquals(-1, Files.mismatch(folder.resolve("one/checkpoints/step-000008/model.safetensors"),
                folder.resolve("other/checkpoints/step-000008/model.safetensors")));
        assertEquals(setting.startsWith("cache"), events.stream().anyMatch(event -> event instanceof Notice(String told)
                && told.startsWith("The picture cache takes no more pictures: ")), events::toString);
    }

    @Test
    void everyStepTellsHowMuchOfItWasWaitingAndItsMemory() throws Exception {
        run(workspace.pretrain("a", SMALL));
        List<Double> waiting = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("a").resolve(RunFolder.METRICS))) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.path("event").asText().equals("step")) {
                waiting.add(node.required("waiting").asDouble());
                if (Files.isReadable(Path.of("/proc/self/status"))) {
                    assertTrue(node.required("memory_peak_bytes").asLong() >= node.required("memory_bytes").asLong()
                            && node.required("memory_bytes").asLong() > 10_000_000, node::toString);
                }
            }
        }
        assertEquals(8, waiting.size());
        // The first batch is never there when it is asked for.
        assertTrue(waiting.stream().allMatch(share -> share >= 0 && share < 1) && waiting.getFirst() > 0,
                waiting::toString);
    }

    @Test
    void aRadiographThatCannotBeReadIsListedAsLeftOut() throws Exception {
        String broken;
        try (Workspace open = Workspace.open(workspace.folder())) {
            broken = open.studies(Split.TRAIN).getFirst().radiographs().getFirst().id();
        }
        Files.write(workspace.fileOf(broken), new byte[100]);
        run(workspace.pretrain("a", SMALL));
        List<String> manifest = Files.readAllLines(folder.resolve("a").resolve(RunFolder.MANIFEST));
        List<String> leftOut = manifest.stream().filter(row -> row.endsWith("left_out")).toList();

        assertEquals(1, leftOut.size());
        assertTrue(leftOut.getFirst().startsWith(broken));
        assertTrue(Files.readString(folder.resolve("a").resolve(RunFolder.CARD))
                .contains("radiographs: " + (manifest.size() - 2) + " of them"));
        events.clear();
        run(workspace.resumed("a", "max_steps=9"));
        assertTrue(events.stream().noneMatch(event -> event.toString().contains("data have changed")));
    }

    @Test
    void aPictureThatIsLostInTheMiddleEndsTheRunInOneSentence() throws Exception {
        List<Path> files = new ArrayList<>();
        try (Workspace open = Workspace.open(workspace.folder())) {
            open.studies(Split.TRAIN).forEach(study -> study.radiographs().forEach(view -> files.add(view.file())));
        }
        // Nothing is kept, so every picture is read from its file each time.
        PretrainRequest request = workspace.pretrain("a", "batch_size=4", "max_steps=40", "report_words=120",
                "text_words=120", "cache_gb=1e-9", "validate_every=1000");
        var failed = assertThrows(TrainingException.class, () -> new RunStarter().run(request, event -> {
            if (event instanceof StepFinished step && step.step() == 3) {
                files.forEach(file -> file.toFile().delete());
            }
        }, () -> false));

        assertEquals(TrainingException.Kind.INPUT, failed.kind());
        assertTrue(
                failed.sentence().matches("Radiograph r[0-9a-f]{16} could be read at the start and no longer can: .*"),
                failed.sentence());
        assertFalse(failed.sentence().contains(TestWorkspace.PATIENT_NAME), failed.sentence());
    }

    @Test
    void microBatchesAddUpToTheBatch() throws Exception {
        String[] language = {"batch_size=4", "max_steps=2", "contrast_weight=0", "dropout=0", "token_dropping=0",
            "report_words=120", "text_words=120", "checkpoint_minutes=0"};
        run(workspace.pretrain("one", language));
        List<String> all = new ArrayList<>(List.of(language));
        all.add("micro_batch_size=2");
        run(workspace.pretrain("two", all.toArray(String[]::new)));

        // Reports differ by a few tokens, so the mean over tokens differs a little from the mean of the halves.
        assertEquals(loss(folder.resolve("one"), 0), loss(folder.resolve("two"), 0), 0.05);
        assertTrue(loss(folder.resolve("two"), 1) < loss(folder.resolve("two"), 0));
    }

    @Test
    void divergenceEndsTheRunAndNamesTheLastGoodCheckpoint() {
        var failed = assertThrows(TrainingException.class, () -> run(workspace.pretrain("a", "batch_size=4",
                "max_steps=60", "checkpoint_every=1", "optimizer=sgd", "lr=100", "lr_text=100", "clip_norm=0",
                "warmup_steps=0", "report_words=120", "text_words=120", "validate_every=100")));

        assertTrue(failed.sentence().contains("is no number"), failed.sentence());
        assertTrue(failed.sentence().contains("last good checkpoint is step-0000"), failed.sentence());
        assertTrue(events.getLast() instanceof RunFailed);
    }

    @Test
    void badInputIsToldInOneSentence() throws Exception {
        run(workspace.pretrain("a", SMALL));
        assertInput("already holds a run", () -> run(workspace.pretrain("a", SMALL)));
        assertInput("holds no run to go on with", () -> run(workspace.resumed("none")));
        assertInput("raise report_words", () -> run(workspace.pretrain("c", "report_words=16")));
        assertInput("does not fit the network", () -> run(workspace.pretrain("c", "report_words=120", "text_words=120",
                "study_views=2.5", "max_steps=1")));
        assertTrue(Files.notExists(folder.resolve("c")), "a refused run leaves nothing");
        assertInput("There is no workspace", () -> run(new TestWorkspace(folder.resolve("x")).pretrain("d")));
        PretrainRequest plain = workspace.pretrain("e", SMALL);
        assertInput("cuda:7", () -> run(new PretrainRequest(plain.workspace(), plain.run(), plain.architecture(),
                plain.recipe(), List.of(), false, new Compute("cuda:7", "1", folder))));
    }

    private static void assertInput(String words, Executable run) {
        var failed = assertThrows(TrainingException.class, run);
        assertEquals(TrainingException.Kind.INPUT, failed.kind());
        assertTrue(failed.sentence().contains(words), failed.sentence());
    }

    private static List<String> steps(Path run) throws IOException {
        List<String> steps = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve(RunFolder.METRICS))) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.path("event").asText().equals("step")) {
                steps.add(node.path("step") + " " + node.path("loss") + " " + node.path("gradient_norm"));
            }
        }
        return steps;
    }

    private static double loss(Path run, int index) throws IOException {
        return Double.parseDouble(steps(run).get(index).split(" ")[1]);
    }
}

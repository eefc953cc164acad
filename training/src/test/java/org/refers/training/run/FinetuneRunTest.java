package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.image.RadiographReader;
import org.refers.model.network.ParameterLayout;
import org.refers.model.store.Safetensors;
import org.refers.model.workspace.Workspace;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.predict.LoadedClassifier;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingEvent.ValidationFinished;
import org.refers.training.store.Checkpoint;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.FileDigest;
import org.refers.training.store.Predictions;
import org.refers.training.store.RunFolder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FinetuneRunTest {

    @TempDir
    private Path folder;

    private TestWorkspace workspace;
    private final List<TrainingEvent> events = new ArrayList<>();

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(40, 10, 20);
    }

    private RunSummary run(RunRequest request) throws TrainingException {
        return new RunStarter().run(request, events::add, () -> false);
    }

    /** A density over half the picture is what every classifier must find within a few steps. */
    @Test
    void anEasyFindingIsLearnedAndTheSavedModelScoresTheSame() throws Exception {
        RunSummary summary = run(one("consolidation", "easy", "max_steps=30", "validate_every=10", "batch_size=8",
                "lr=1e-3"));
        RunSummary.TestResult test = summary.test().orElseThrow();

        assertEquals(1, test.evaluation().meanAuroc().orElseThrow());
        assertEquals(40, test.trained());
        assertEquals(20, test.tested());
        Predictions.Row row = Predictions.read(folder.resolve("easy/predictions/test.csv")).rows().getFirst();
        assertKept("easy", "finetune", 20, row);
        try (ComputeEngine engine = ComputeEngine.start(workspace.compute());
                LoadedClassifier model = new ModelLoader(engine, notice -> {
                }).classifier(folder.resolve("easy"))) {
            Path file = workspace.fileOf(row.keys().radiograph());
            assertEquals(row.scores()[0], model.probabilities(RadiographReader.read(file)).get("consolidation"), 1e-6);
            assertTrue(model.settings().orElseThrow().findings().getFirst().operatingPoint().isPresent());
            assertEquals(64, model.geometry(RadiographReader.read(file)).inputSize());
        }
    }

    /** The test scores stand in the workspace under the run's name and its model's digest. */
    private void assertKept(String run, String kind, int count, Predictions.Row row) throws Exception {
        String best = Files.readString(folder.resolve(run).resolve("best")).strip();
        String digest = FileDigest.sha256(folder.resolve(run).resolve("checkpoints").resolve(best)
                .resolve("model.safetensors"));
        try (Workspace opened = Workspace.open(workspace.finetune(run, "random").workspace())) {
            List<String> kept = opened.query(connection -> {
                try (PreparedStatement statement = connection.prepareStatement("SELECT u.name, u.kind, u.model_sha256,"
                        + " count(*), max(CASE WHEN r.key = ? THEN p.score END) FROM predictions p JOIN runs u ON u.id ="
                        + " p.run JOIN radiographs r ON r.id = p.radiograph WHERE u.name = ?")) {
                    statement.setString(1, row.keys().radiograph());
                    statement.setString(2, run);
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        return List.of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4),
                                Double.toString(rows.getDouble(5)));
                    }
                }
            });
            assertEquals(List.of(run, kind, digest, Integer.toString(count)), kept.subList(0, 4));
            assertEquals(row.scores()[0], Double.parseDouble(kept.get(4)), 1e-6);
        }
    }

    private FinetuneRequest one(String task, String run, String... settings) {
        FinetuneRequest all = workspace.finetune(run, "random", settings);
        return new FinetuneRequest(all.workspace(), all.run(), task, all.init(), 1, all.architecture(), all.recipe(),
                false, all.compute());
    }

    @Test
    void weightsComeFromThePretrainedRunAndNoOther() throws Exception {
        run(workspace.pretrain("pre", "batch_size=4", "max_steps=2", "report_words=120", "text_words=120"));
        run(workspace.finetune("fine", folder.resolve("pre").toString(), "max_steps=1", "lr=1e-9", "warmup_steps=0",
                "lr_head=1e-9"));
        float[] before = tensor("pre", ParameterLayout.RADIOGRAPH + ".blocks.0.attn.qkv.weight");
        float[] after = tensor("fine", ParameterLayout.RADIOGRAPH + ".blocks.0.attn.qkv.weight");

        assertArrayEquals(before, after, 1e-7f);
        assertArrayEquals(tensor("pre", ParameterLayout.MEAN_IMAGE), tensor("fine", ParameterLayout.MEAN_IMAGE));
        assertTrue(Files.readString(folder.resolve("fine/config.yaml")).contains("init_sha256"));
    }

    /** Pre-training reads lateral views too; what it subtracts is the mean of the frontal ones, as fine-tuning does. */
    @Test
    void bothTrainingsSubtractTheMeanOfTheFrontalRadiographs() throws Exception {
        run(workspace.pretrain("pre", "batch_size=4", "max_steps=1", "report_words=120", "text_words=120"));
        run(workspace.finetune("fine", FinetuneRequest.RANDOM, "max_steps=1"));
        assertArrayEquals(tensor("fine", ParameterLayout.MEAN_IMAGE), tensor("pre", ParameterLayout.MEAN_IMAGE), 1e-5f);
    }

    private float[] tensor(String run, String name) throws IOException {
        Path checkpoint = folder.resolve(run).resolve("checkpoints")
                .resolve(Files.readString(folder.resolve(run).resolve("last")).strip());
        try (Safetensors file = Safetensors.open(checkpoint.resolve("model.safetensors"))) {
            return file.floats(name);
        }
    }

    @Test
    void aFileOfOtherTensorsIsNoStart() throws Exception {
        Path file = folder.resolve("other.safetensors");
        Safetensors.writer().floats("model.head", new long[]{1}, new float[]{1}).write(file);
        var failed = assertThrows(TrainingException.class, () -> run(workspace.finetune("a", file.toString())));

        assertEquals(TrainingException.Kind.INPUT, failed.kind());
        assertTrue(failed.sentence().contains("other.safetensors"), failed.sentence());
    }

    @Test
    void smallerSharesLieWithinLargerOnesAndTestStaysTheSame() throws Exception {
        Set<String> smaller = Set.of();
        Set<String> test = Set.of();
        for (double ratio : new double[]{0.1, 0.5, 1}) {
            FinetuneRequest all = workspace.finetune("r" + ratio, "random", "max_steps=1");
            run(new FinetuneRequest(all.workspace(), all.run(), "findings", "random", ratio, all.architecture(),
                    all.recipe(), false, all.compute()));
            Set<String> used = used(all.run(), "train");
            assertTrue(used.containsAll(smaller));
            assertTrue(used.size() >= 40 * ratio);
            assertTrue(test.isEmpty() || test.equals(used(all.run(), "test")));
            Set<String> both = new HashSet<>(used);
            both.retainAll(used(all.run(), "test"));
            assertTrue(both.isEmpty());
            smaller = used;
            test = used(all.run(), "test");
        }
        assertEquals(40, smaller.size());
    }

    private static Set<String> used(Path run, String use) throws IOException {
        return Files.readAllLines(run.resolve(RunFolder.MANIFEST)).stream().filter(line -> line.endsWith("," + use))
                .map(line -> line.substring(0, line.indexOf(','))).collect(Collectors.toSet());
    }

    @Test
    void resumingAfterAStopEndsWithTheSamePredictions() throws Exception {
        String[] settings = {"max_steps=8", "validate_every=4", "batch_size=8"};
        run(workspace.finetune("whole", "random", settings));
        AtomicBoolean stop = new AtomicBoolean();
        RunSummary stopped = new RunStarter().run(workspace.finetune("parts", "random", settings), event -> {
            if (event instanceof StepFinished step && step.step() == 3) {
                stop.set(true);
            }
        }, stop::get);
        assertTrue(stopped.stopped() && stopped.test().isEmpty());
        FinetuneRequest again = workspace.finetune("parts", "random");
        run(new FinetuneRequest(again.workspace(), again.run(), "", "random", 1, again.architecture(), again.recipe(),
                true, again.compute()));

        assertEquals(Files.readString(folder.resolve("whole/predictions/test.csv")),
                Files.readString(folder.resolve("parts/predictions/test.csv")));
    }

    private FinetuneRequest resumed(String run, String init) {
        FinetuneRequest plain = workspace.finetune(run, init);
        return new FinetuneRequest(plain.workspace(), plain.run(), "", init, 1, plain.architecture(), plain.recipe(),
                true,
                plain.compute());
    }

    /** As a process that is killed within its first minute leaves it. */
    private void endBeforeTheFirstCheckpoint(FinetuneRequest request) throws TrainingException {
        new RunStarter().run(request, event -> {
        }, () -> true);
        assertTrue(Files.notExists(request.run().resolve("checkpoints")));
    }

    @Test
    void aCheckpointThatLearnedFromOtherPicturesIsNotGoneOnFrom() throws Exception {
        run(workspace.finetune("run", "random", "max_steps=2", "validate_every=2", "batch_size=8"));
        CheckpointStore store = new CheckpointStore(folder.resolve("run"));
        Checkpoint last = store.newest(damage -> {
        }).orElseThrow();
        store.save(new CheckpointState(3, 24, 0, 0, 1, 4, false), file -> {
            String model = Files.readString(last.model(), StandardCharsets.ISO_8859_1);
            Files.writeString(file, model.replace("{\\\"format\\\":2,", "{\\\"format\\\":9,"),
                    StandardCharsets.ISO_8859_1);
        }, file -> Files.copy(last.optimizer(), file), false);
        assertInput("cannot go on: its preprocessing graph is not the one of this program: it has format 9",
                resumed("run", "random"));
    }

    @Test
    void aRunEndedBeforeItsFirstCheckpointBeginsAnew() throws Exception {
        String[] settings = {"max_steps=4", "validate_every=4", "batch_size=8"};
        run(workspace.finetune("whole", "random", settings));
        endBeforeTheFirstCheckpoint(workspace.finetune("parts", "random", settings));
        run(resumed("parts", "random"));

        assertEquals(-1, Files.mismatch(folder.resolve("whole/predictions/test.csv"),
                folder.resolve("parts/predictions/test.csv")));
        assertTrue(events.stream().anyMatch(event -> event instanceof TrainingEvent.Notice(String message)
                && message.equals("There is no checkpoint to go on from; the run begins anew.")));
    }

    @Test
    void aRunEndedBeforeItsFirstCheckpointNeedsTheModelItBeganFrom() throws Exception {
        String[] settings = {"max_steps=2", "validate_every=2", "batch_size=8"};
        run(workspace.finetune("model", "random", "max_steps=1"));
        run(workspace.finetune("other", "random", "max_steps=1", "seed=7"));
        String model = folder.resolve("model").toString();
        run(workspace.finetune("whole", model, settings));
        endBeforeTheFirstCheckpoint(workspace.finetune("parts", model, settings));

        assertInput(TrainingException.NAME_MODELS, resumed("parts", "random"));
        assertInput("is not the one", resumed("parts", folder.resolve("other").toString()));
        run(resumed("parts", model));
        assertEquals(-1, Files.mismatch(folder.resolve("whole/predictions/test.csv"),
                folder.resolve("parts/predictions/test.csv")));
    }

    @Test
    void patienceEndsARunThatGainsNothing() throws Exception {
        RunSummary summary = run(workspace.finetune("a", "random", "max_steps=200", "lr=1e-9", "lr_head=1e-9",
                "validate_every=1", "patience=2"));

        assertTrue(summary.steps() < 60, "ended at " + summary.steps());
        assertTrue(events.stream().filter(ValidationFinished.class::isInstance).count() >= 3);
        assertTrue(summary.test().isPresent());
    }

    @Test
    void memoryStaysFlatOverAFewHundredSteps() throws Exception {
        List<Long> resident = new ArrayList<>();
        new RunStarter().run(one("consolidation", "long", "max_steps=260", "batch_size=4", "validate_every=1000",
                "checkpoint_minutes=0", "patience=0"), event -> {
                    if (event instanceof StepFinished step && step.step() % 60 == 20) {
                        resident.add(residentKilobytes());
                    }
                }, () -> false);

        long growth = resident.getLast() - resident.getFirst();
        // 240 steps that kept their tensors would hold some 240 MB; the heap's own breathing stays below this.
        assertTrue(growth < 80_000, "grew by " + growth + " kB: " + resident);
    }

    private static long residentKilobytes() {
        try {
            System.gc();
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    @Test
    void theFindingsThatChooseTheMapAreRecordedAndChecked() throws Exception {
        run(workspace.finetune("a", "random", "max_steps=1", "explain_findings=Effusion"));

        JsonNode explanation = new ObjectMapper().readTree(folder.resolve("a/explanation.json").toFile());
        assertEquals("[\"effusion\"]", explanation.path("map_decided_by").toString());
        String log = Files.readString(folder.resolve("a/log.txt"));
        assertTrue(log.contains("mean IoU with the validation boxes of effusion is the greatest"), log);
        JsonNode config = new YAMLMapper().readTree(folder.resolve("a/config.yaml").toFile());
        assertEquals("effusion", config.path("recipe").path("explain_findings").path("value").asText());
        run(workspace.finetune("b", "random", "max_steps=1", "explain_maps=none"));
        assertTrue(Files.readString(folder.resolve("b/log.txt"))
                .contains("Class activation map is the map shown by default, since none was measured"));
        assertInput("explain_findings names 'hernia', which this task has not; it has consolidation, effusion",
                workspace.finetune("c", "random", "max_steps=1", "explain_findings=effusion,hernia"));
    }

    @Test
    void aRefusedRunLeavesItsFolderToTheNext() throws Exception {
        assertInput("no labels for 'fracture'", one("fracture", "a"));
        assertTrue(Files.notExists(folder.resolve("a")));
        run(one("consolidation", "a", "max_steps=1"));
        assertTrue(events.stream().noneMatch(event -> event instanceof TrainingEvent.RunFailed failed
                && !failed.message().contains("fracture")));
    }

    @Test
    void aRunWhoseCheckpointsDoNotFitLeavesItsFolderToTheNext() throws Exception {
        assertInput("checkpoint_disk_gb allows", one("consolidation", "a", "checkpoint_disk_gb=0.000001"));
        assertTrue(Files.notExists(folder.resolve("a")));
    }

    @Test
    void aRunWithoutAWholeCheckpointCannotGoOn() throws Exception {
        run(one("consolidation", "a", "max_steps=1"));
        Files.write(folder.resolve("a/checkpoints/step-000001/model.safetensors"), new byte[9]);
        events.clear();
        FinetuneRequest again = one("consolidation", "a");

        assertInput("a has no whole checkpoint: all are damaged",
                new FinetuneRequest(again.workspace(), again.run(), "",
                        "random", 1, again.architecture(), again.recipe(), true, again.compute()));
        assertInput("a has no whole checkpoint: all are damaged",
                workspace.finetune("b", folder.resolve("a").toString()));
        assertTrue(events.stream().noneMatch(TrainingEvent.Notice.class::isInstance)
                || events.stream().noneMatch(event -> event.toString().contains("begins anew")));
    }

    @Test
    void aPictureThatHasChangedSinceItsImportIsLeftOut() throws Exception {
        Path file = folder.resolve(TestWorkspace.PATIENT_NAME + "0PA.png");
        Files.copy(folder.resolve(TestWorkspace.PATIENT_NAME + "1PA.png"), file, StandardCopyOption.REPLACE_EXISTING);
        RunSummary summary = run(one("consolidation", "a", "max_steps=1"));

        assertEquals(39, summary.test().orElseThrow().trained());
        assertTrue(events.stream().anyMatch(event -> event instanceof TrainingEvent.Notice(String message)
                && message.endsWith("is left out: has changed since it was imported; import its folder again.")),
                events::toString);
    }

    @Test
    void unknownFindingsAndModelsAreNamed() throws Exception {
        assertInput("no labels for 'fracture'; it has consolidation, effusion", one("fracture", "a"));
        assertInput("There is no model", workspace.finetune("b", folder.resolve("nowhere").toString()));
        assertInput("workspace is no model; name a run folder", workspace.finetune("b", workspace.folder().toString()));
        try (ComputeEngine engine = ComputeEngine.start(workspace.compute())) {
            var failed = assertThrows(ModelException.class,
                    () -> new ModelLoader(engine, notice -> {
                    }).classifier(folder.resolve("nowhere")));
            assertTrue(failed.sentence().startsWith("There is no model"), failed.sentence());
        }
    }

    private void assertInput(String words, FinetuneRequest request) {
        var failed = assertThrows(TrainingException.class, () -> run(request));
        assertEquals(TrainingException.Kind.INPUT, failed.kind());
        assertTrue(failed.sentence().contains(words), failed.sentence());
    }
}

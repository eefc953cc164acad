package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.workspace.Workspace;
import org.refers.training.compute.Compute;
import org.refers.training.compute.Devices;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.libtorch.TorchLibrary;
import org.refers.training.run.RunData.Count;
import org.refers.training.run.RunData.Side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An estimate must say what the run will say: it is held against runs that are carried out. */
class RunEstimatorTest {

    private static final Devices PROCESSOR = new Devices(
            new TorchLibrary(TorchLibrary.Source.CPU_JAR, "2.7.1", "cpu", Optional.empty()), CudaDriver.absent());

    @TempDir
    private Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(12, 4, 4);
    }

    private RunData data(RunRequest request) throws Exception {
        try (Workspace open = Workspace.open(workspace.folder())) {
            return RunData.of(request, open);
        }
    }

    private RunEstimate estimate(RunRequest request, Devices devices, long free) throws Exception {
        return new RunEstimator(new GivenMemory(OptionalLong.of(free))).estimate(request, data(request), devices);
    }

    private static JsonNode environment(RunRequest request) throws Exception {
        new RunStarter().run(request, event -> {
        }, () -> false);
        return new ObjectMapper().readTree(request.run().resolve("environment.json").toFile());
    }

    private static long checkpoints(Path run) throws Exception {
        try (Stream<Path> files = Files.walk(run.resolve("checkpoints"))) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(".safetensors"))
                    .mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void fineTuningIsEstimatedAsTheRunItselfWritesDown() throws Exception {
        FinetuneRequest request = workspace.finetune("tuned", "random", "batch_size=4", "max_steps=2",
                "explain_maps=none");
        RunEstimate estimate = estimate(request, PROCESSOR, 1L << 40);
        JsonNode memory = environment(request).path("memory");

        assertEquals(memory.path("needed_bytes").asLong(), estimate.memory().needed());
        assertEquals(memory.at("/needed_for/activations").asLong(), estimate.memory().parts().get("activations"));
        assertTrue(estimate.memory().refusal().isEmpty() && estimate.memory().warning().isEmpty());
        long one = checkpoints(request.run());
        assertTrue(one <= estimate.disk().checkpoints() && one > estimate.disk().checkpoint() / 4,
                () -> one + " of " + estimate.disk());
    }

    /** Vocabularies that the reports do not fill make the run smaller than the estimate, never larger. */
    @Test
    void preTrainingIsEstimatedFromAbove() throws Exception {
        PretrainRequest request = workspace.pretrain("a", "batch_size=4", "max_steps=2", "report_words=120",
                "text_words=120");
        long needed = environment(request).at("/memory/needed_bytes").asLong();
        long estimated = estimate(request, PROCESSOR, 1L << 40).memory().needed();
        assertTrue(needed <= estimated && estimated < 1.1 * needed, () -> needed + " of " + estimated);
    }

    @Test
    void aModelBringsItsOwnNetwork() throws Exception {
        PretrainRequest first = workspace.pretrain("a", "batch_size=4", "max_steps=2", "report_words=120",
                "text_words=120");
        environment(first);
        FinetuneRequest request = workspace.finetune("tuned", first.run().toString(), "batch_size=4", "max_steps=2",
                "explain_maps=none");
        assertEquals(environment(request).at("/memory/needed_bytes").asLong(),
                estimate(request, PROCESSOR, 1L << 40).memory().needed());
        FinetuneRequest nowhere = workspace.finetune("b", folder.resolve("nothing").toString());
        var refused = assertThrows(TrainingException.class, () -> estimate(nowhere, PROCESSOR, 1L << 40));
        assertTrue(refused.sentence().startsWith("There is no model "), refused::sentence);
    }

    @Test
    void whatCannotFitIsRefusedAsTheRunWouldRefuseIt() throws Exception {
        RunEstimate tight = estimate(workspace.pretrain("a", "batch_size=64"), PROCESSOR, 1_000_000);
        assertTrue(tight.memory().refusal().orElseThrow().startsWith("This run needs about "));
        RunEstimate full = estimate(workspace.pretrain("a", "checkpoint_disk_gb=0.000001"), PROCESSOR, 1L << 40);
        assertTrue(full.disk().refusal().orElseThrow().startsWith("checkpoint_disk_gb allows"));
        assertEquals(4, full.disk().atOnce());
    }

    @Test
    void aCardIsTakenOnlyWithItsLibrary() throws Exception {
        CudaDriver driver = new CudaDriver(CudaDriver.State.READY, 12080,
                List.of(new GraphicsCard("NVIDIA X", 8L << 30, 9, 0)), Optional.empty());
        Devices unused = new Devices(PROCESSOR.library(), driver);
        assertEquals(List.of("cpu"), unused.names());
        assertTrue(unused.warning().orElseThrow().startsWith("This computes on the CPU although a graphics card"));
        Devices used = new Devices(
                new TorchLibrary(TorchLibrary.Source.CPU_JAR, "2.7.1", TorchLibrary.CUDA_FLAVOR, Optional.empty()),
                driver);
        assertEquals(List.of("cpu", "cuda:0"), used.names());
        assertTrue(used.warning().isEmpty());

        PretrainRequest request = workspace.pretrain("a");
        PretrainRequest onCard = new PretrainRequest(request.workspace(), request.run(), request.architecture(),
                request.recipe(), List.of(), false, new Compute("cuda:0", "1", folder));
        assertTrue(estimate(onCard, used, 1L << 40).memory().onCard());
        var absent = assertThrows(TrainingException.class, () -> estimate(onCard, PROCESSOR, 1L << 40));
        assertTrue(absent.sentence().startsWith("The device cuda:0 is not there"), absent::sentence);
    }

    @Test
    void theDataAreCountedAsTheRunCountsThem() throws Exception {
        RunData reports = data(workspace.pretrain("a", "validation_studies=3"));
        assertEquals(new Side(12, 12), reports.training());
        assertEquals(new Side(3, 4), reports.validation());
        assertTrue(reports.checks().never());
        assertTrue(reports.problem().isEmpty());
        assertEquals(Optional.of(PretrainRun.tooFewStudies(0)),
                data(workspace.pretrain("a", "min_report_tokens=500")).problem());

        RunData labels = data(workspace.finetune("b", "random"));
        assertEquals(20, labels.studies());
        assertEquals(new Count(6, 6, 0), labels.labels().getFirst().sides().getFirst());
        assertEquals("consolidation", labels.labels().getFirst().finding());
        assertEquals(new Side(4, 4), labels.test());
        RunData one = data(new FinetuneRequest(workspace.folder(), folder.resolve("c"), "effusion", "random", 0.5,
                workspace.pretrain("a").architecture(), workspace.finetune("b", "random").recipe(), false,
                workspace.pretrain("a").compute()));
        assertEquals(List.of(false, true), one.labels().stream().map(RunData.Labels::task).toList());
        assertTrue(one.training().usable() < one.training().all());
        RunData unknown = data(new FinetuneRequest(workspace.folder(), folder.resolve("c"), "fracture", "random", 1,
                workspace.pretrain("a").architecture(), workspace.finetune("b", "random").recipe(), false,
                workspace.pretrain("a").compute()));
        assertTrue(unknown.problem().orElseThrow().startsWith("The workspace has no labels for 'fracture'"));
        assertFalse(unknown.labels().isEmpty());
    }
}

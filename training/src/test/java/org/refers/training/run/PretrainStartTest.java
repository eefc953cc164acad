package org.refers.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.store.RunFolder;
import org.refers.training.weights.WeightExport;
import org.refers.training.weights.WeightImporter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pre-training that begins with other models' weights. */
class PretrainStartTest {

    private static final String[] SMALL = {"batch_size=4", "max_steps=2", "report_words=120", "text_words=120"};
    /** A step at rate 0 leaves every weight as it was. */
    private static final String[] STILL = {"batch_size=4", "max_steps=1", "report_words=120", "text_words=60", "lr=0",
        "lr_text=0", "lr_fusion=0", "warmup_steps=0", "weight_decay=0"};

    @TempDir
    private Path folder;

    private TestWorkspace workspace;
    private final List<TrainingEvent> events = new ArrayList<>();

    @BeforeEach
    void trainAModel() throws Exception {
        workspace = new TestWorkspace(folder).write(12, 4, 2);
        run(workspace.pretrain("first", SMALL), () -> false);
        events.clear();
    }

    private void run(RunRequest request, BooleanSupplier stop) throws TrainingException {
        new RunStarter().run(request, events::add, stop);
    }

    private float[] weights(String run, String tensor) throws IOException {
        Path checkpoints = folder.resolve(run).resolve("checkpoints");
        try (var steps = Files.list(checkpoints);
                Safetensors file = Safetensors
                        .open(steps.sorted().toList().getLast().resolve("model.safetensors"))) {
            return file.floats(tensor);
        }
    }

    private static void assertInput(String words, Executable run) {
        var failed = assertThrows(TrainingException.class, run);
        assertEquals(TrainingException.Kind.INPUT, failed.kind());
        assertTrue(failed.sentence().contains(words), failed.sentence());
    }

    @Test
    void everyPartOfAModelIsTakenWithItsVocabulary() throws Exception {
        run(workspace.pretrainFrom(List.of(folder.resolve("first")), false, "second", STILL), () -> false);

        for (String tensor : List.of("radiograph_transformer.blocks.1.attn.qkv.weight",
                "text_encoder.embeddings.word_embeddings.weight", "view_fusion.fc1.weight",
                "report_transformer.output_bias")) {
            assertArrayEquals(weights("first", tensor), weights("second", tensor), tensor);
        }
        assertEquals(Files.readString(folder.resolve("first/text-tokenizer.json")),
                Files.readString(folder.resolve("second/text-tokenizer.json")));
        String config = Files.readString(folder.resolve("second").resolve(RunFolder.CONFIG));
        assertTrue(config.contains("init: \"model\"") && config.contains("init_sha256"), config);
        assertTrue(config.contains("init_source: \"a pretrain run of this program from random weights\""), config);
        assertFalse(config.contains(folder.toString()), "a model's path is not kept");
    }

    @Test
    void aPartAloneLeavesTheOthersNewAndSaysSo() throws Exception {
        Path vision = folder.resolve("vision.safetensors");
        WeightExport.run(folder.resolve("first"), WeightExport.Part.RADIOGRAPH_TRANSFORMER, vision, line -> {
        });
        assertInput("see refers weights import", () -> run(
                workspace.pretrainFrom(List.of(vision), false, "second", STILL), () -> false));
        Path imported = folder.resolve("imported.safetensors");
        WeightImporter.run(new WeightImporter.Request(vision,
                imported, Preset.PAPER,
                Optional.of(Size.TINY), OptionalInt.empty(),
                Optional.empty(), List.of()));
        run(workspace.pretrainFrom(List.of(imported), false, "third", STILL), () -> false);

        String tensor = "radiograph_transformer.blocks.1.attn.qkv.weight";
        assertArrayEquals(weights("first", tensor), weights("third", tensor));
        assertTrue(events.stream().anyMatch(event -> event instanceof Notice(String message)
                && message.contains("start anew: radiograph_transformer.pos_merge.weight")), events::toString);
    }

    @Test
    void weightsOfAnotherSizeAreRefused() {
        PretrainRequest small = workspace.pretrainFrom(List.of(folder.resolve("first")), false, "second", STILL);
        assertInput("heads, this network 6", () -> run(new PretrainRequest(small.workspace(), small.run(),
                new Architecture(Preset.PAPER, Size.SMALL),
                small.recipe(), small.init(), false, small.compute()), () -> false));
    }

    @Test
    void aRunThatBeginsAnewNeedsTheSameModelsAgain() throws Exception {
        List<Path> models = List.of(folder.resolve("first"));
        run(workspace.pretrainFrom(models, false, "second", STILL), () -> true);
        assertInput(TrainingException.NAME_MODELS, () -> run(workspace.resumed("second"), () -> false));
        run(workspace.pretrain("other", "batch_size=4", "max_steps=2", "report_words=120", "text_words=120", "seed=9"),
                () -> false);
        assertInput("are not those that the run", () -> run(
                workspace.pretrainFrom(List.of(folder.resolve("other")), true, "second"), () -> false));
        run(workspace.pretrainFrom(models, true, "second"), () -> false);
        String tensor = "text_encoder.pooler.dense.weight";
        assertArrayEquals(weights("first", tensor), weights("second", tensor));
        run(workspace.resumed("second", "max_steps=2"), () -> false);
    }
}

package org.refers.training.weights;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.network.Initializer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.store.TensorInfo;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.predict.LoadedClassifier;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;
import org.refers.training.weights.WeightImporter.Imported;
import org.refers.training.weights.WeightImporter.Request;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Exports of a network of our own stand for other programs' files: their names are the same. */
class WeightImporterTest {

    private static final int WORDS = 50;

    @TempDir
    private Path folder;

    private Path vision = Path.of("");
    private Path text = Path.of("");

    @BeforeEach
    void exportParts() throws IOException, ModelException {
        Path model = folder.resolve("model.safetensors");
        NetworkConfig config = NetworkConfig.of(Preset.RELEASED, Size.TINY, 30, WORDS);
        try (NDManager manager = NDManager.newBaseManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config),
                        new Initializer(3))) {
            ModelFile.write(model, config, parameters, java.util.Map.of());
        }
        vision = folder.resolve("vision.safetensors");
        text = folder.resolve("text.safetensors");
        List<String> names = WeightExport.run(model, WeightExport.Part.RADIOGRAPH_TRANSFORMER, vision, line -> {
        }).names();
        assertTrue(names.contains("blocks.2.attn.qkv.weight") && names.contains("pos_embed"));
        assertTrue(WeightExport.run(model, WeightExport.Part.TEXT_ENCODER, text, line -> {
        }).names().contains("embeddings.word_embeddings.weight"));
    }

    private static Request request(Path file, Path out, Optional<Size> size, OptionalInt heads) {
        return new Request(file, out, Preset.RELEASED, size, heads, Optional.empty(), List.of());
    }

    private void writeVocabulary(int words) throws IOException {
        List<String> pieces = java.util.stream.Stream.concat(
                java.util.stream.Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "heart"),
                IntStream.range(7, words).mapToObj(i -> "word" + i)).toList();
        Files.write(folder.resolve("vocab.txt"), pieces);
    }

    @Test
    void whatGoesOutComesInAgain() throws Exception {
        Path back = folder.resolve("back.safetensors");
        Imported imported = WeightImporter.run(request(vision, back, Optional.of(Size.TINY), OptionalInt.empty()));
        assertEquals(List.of(), imported.report().missing());
        // The mean picture is no weight of timm's.
        assertEquals(List.of("mean_image"), imported.report().leftOver());
        try (Safetensors before = Safetensors.open(folder.resolve("model.safetensors"));
                Safetensors after = Safetensors.open(back)) {
            for (String name : after.tensors().keySet()) {
                assertArrayEquals(before.floats(name), after.floats(name), name);
            }
            assertEquals(64, ModelFile.config(after).radiograph().imageSize());
        }
    }

    @Test
    void aFileKeepsTheSizeItHas() throws Exception {
        Path back = folder.resolve("back.safetensors");
        ModelException asked = assertThrows(ModelException.class,
                () -> WeightImporter.run(request(text, back, Optional.empty(), OptionalInt.empty())));
        assertTrue(asked.sentence().contains("say it by --heads"), asked::sentence);
        WeightImporter.run(request(vision, back, Optional.empty(), OptionalInt.of(4)));
        try (Safetensors after = Safetensors.open(back)) {
            NetworkConfig config = ModelFile.config(after);
            assertEquals(List.of(64, 8, 1, 64, 3, 4, 128),
                    List.of(config.radiograph().imageSize(), config.radiograph().patchSize(),
                            config.radiograph().channels(), config.radiograph().width(), config.radiograph().depth(),
                            config.radiograph().heads(), config.radiograph().mlpWidth()));
        }
    }

    @Test
    void theVocabularyBesideGoesWithTheTextEncoder() throws Exception {
        writeVocabulary(WORDS);
        Path back = folder.resolve("out/back.safetensors");
        Files.createDirectories(folder.resolve("out"));
        assertEquals(Optional.of(WORDS),
                WeightImporter.run(request(text, back, Optional.empty(), OptionalInt.of(4))).words());
        try (ComputeEngine engine = ComputeEngine.start(new Compute("cpu", "1", folder));
                TextModel model = TextModel.open(folder.resolve("out"), engine)) {
            TextModel.Encoded encoded = model.encode("The heart.");
            assertEquals(List.of(2, 5, 6, 1, 3), encoded.ids());
            assertEquals(48, encoded.pooled().length);
        }
    }

    @Test
    void aVocabularyOfOtherWeightsIsRefused() throws Exception {
        writeVocabulary(WORDS - 1);
        ModelException refused = assertThrows(ModelException.class, () -> WeightImporter
                .run(request(text, folder.resolve("back.safetensors"), Optional.empty(), OptionalInt.of(4))));
        assertTrue(refused.sentence().contains("has 49 words") && refused.sentence().contains("know 50"),
                refused::sentence);
    }

    @Test
    void aTextEncoderWithoutWordsCannotRead() throws Exception {
        Path back = folder.resolve("back.safetensors");
        WeightImporter.run(request(text, back, Optional.empty(), OptionalInt.of(4)));
        try (ComputeEngine engine = ComputeEngine.start(new Compute("cpu", "1", folder))) {
            ModelException refused = assertThrows(ModelException.class, () -> TextModel.open(back, engine));
            assertTrue(refused.sentence().contains("--vocabulary"), refused::sentence);
        }
    }

    @Test
    void anotherSizeAndUnknownNamesAreToldInASentence() throws Exception {
        Path out = folder.resolve("out.safetensors");
        ModelException size = assertThrows(ModelException.class,
                () -> WeightImporter.run(request(vision, out, Optional.of(Size.BASE), OptionalInt.empty())));
        assertTrue(size.sentence().contains("of other shapes than size base"), size::sentence);
        Path strange = folder.resolve("strange.safetensors");
        Safetensors.writer().floats("conv1.weight", new long[]{1}, new float[1]).write(strange);
        ModelException unknown = assertThrows(ModelException.class,
                () -> WeightImporter.run(request(strange, out, Optional.empty(), OptionalInt.empty())));
        assertTrue(unknown.sentence().contains("hold nothing that is known here") && unknown.sentence()
                .contains("conv1.weight"), unknown::sentence);
        Path text = Files.writeString(folder.resolve("notes.txt"), "no weights at all");
        assertThrows(ModelException.class,
                () -> WeightImporter.run(request(text, out, Optional.empty(), OptionalInt.empty())));
        assertThrows(ModelException.class, () -> WeightImporter
                .run(request(folder.resolve("absent"), out, Optional.empty(), OptionalInt.empty())));
        assertTrue(Files.notExists(out));
    }

    /** A vision transformer of our own with a head, under timm's names. */
    private Path withHead(int outputs) throws IOException {
        Path file = folder.resolve("head.safetensors");
        try (Safetensors before = Safetensors.open(vision)) {
            SafetensorsWriter writer = Safetensors.writer();
            for (TensorInfo tensor : before.tensors().values()) {
                writer.floats(tensor.name(), tensor.dimensions(), before.floats(tensor.name()));
            }
            float[] weight = new float[outputs * 64];
            for (int i = 0; i < weight.length; i++) {
                weight[i] = (float) Math.sin(i);
            }
            writer.floats("head.weight", new long[]{outputs, 64}, weight);
            writer.floats("head.bias", new long[]{outputs}, new float[outputs]);
            writer.write(file);
        }
        return file;
    }

    private Request classifier(Path file, Preset preset, String... findings) {
        return new Request(file, folder.resolve("classifier.safetensors"), preset, Optional.empty(), OptionalInt.of(4),
                Optional.empty(), List.of(findings));
    }

    @Test
    void aHeadWithNamedOutputsMakesAClassifier() throws Exception {
        Path file = withHead(2);
        Imported imported = WeightImporter.run(classifier(file, Preset.RELEASED, "mass", "nodule"));
        assertEquals(Optional.empty(), imported.unusedOutputs());
        assertTrue(imported.report().matched().contains("classifier.weight"));
        try (ComputeEngine engine = ComputeEngine.start(new Compute("cpu", "1", folder));
                LoadedClassifier model = new ModelLoader(engine, line -> {
                }).classifier(folder.resolve("classifier.safetensors"))) {
            assertEquals(List.of("mass", "nodule"), model.findings());
            assertEquals(Math.sin(65), model.classifier().parameters().values("classifier.weight")[65], 1e-6);
            double[] scores = model.predictor().probabilities(new float[64 * 64], 1)[0];
            assertTrue(scores[0] > 0 && scores[0] < 1 && scores[0] != scores[1]);
        }
    }

    @Test
    void aHeadWithoutNamesStaysBehindAndIsTold() throws Exception {
        Imported imported = WeightImporter.run(classifier(withHead(2), Preset.RELEASED));
        assertEquals(Optional.of(2), imported.unusedOutputs());
        assertTrue(imported.report().leftOver().containsAll(List.of("head.weight", "head.bias")));
    }

    @Test
    void namesThatDoNotFitTheHeadAreRefused() throws Exception {
        Path file = withHead(2);
        assertRefused("a head of 2 outputs, and --findings names 3",
                classifier(file, Preset.RELEASED, "mass", "nodule", "edema"));
        assertRefused("two are alike", classifier(file, Preset.RELEASED, "mass", "mass"));
        assertRefused("say --preset released", classifier(file, Preset.PAPER, "mass", "nodule"));
        assertRefused("have no head", classifier(vision, Preset.RELEASED, "mass", "nodule"));
        Path alone = folder.resolve("alone.safetensors");
        Safetensors.writer().floats("head.weight", new long[]{2, 768}, new float[2 * 768])
                .floats("head.bias", new long[]{2}, new float[2]).write(alone);
        assertRefused("they lack radiograph_transformer.", classifier(alone, Preset.RELEASED, "mass", "nodule"));
        assertTrue(Files.notExists(folder.resolve("classifier.safetensors")));
    }

    private static void assertRefused(String words, Request request) {
        ModelException refused = assertThrows(ModelException.class, () -> WeightImporter.run(request));
        assertTrue(refused.sentence().contains(words), refused::sentence);
    }
}

package org.refers.training.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.TrainableMethods;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.image.DisplayedPicture;
import org.refers.model.network.Initializer;
import org.refers.model.network.Mode;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.torch.TorchThread;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.LoadedClassifier;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;
import org.refers.training.predict.Preprocessing;
import org.refers.training.predict.Preprocessing.EvaluationCrop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An exported classifier, loaded by PyTorch's own loader, against the product's predictor on the same pictures. */
class ClassifierExportTest {

    /** Both run single precision with the same operators; the product's logistic function is in double precision. */
    private static final double TOLERANCE = 1e-6;
    /** Non-square, smaller and larger than the network's picture, a single line, and just its size. */
    private static final List<int[]> SIZES = List.of(new int[]{90, 61}, new int[]{17, 40}, new int[]{301, 523},
            new int[]{1, 70}, new int[]{64, 64});

    @TempDir
    private Path folder;

    private @Nullable ComputeEngine started;
    private NDManager manager = NDManager.newBaseManager();

    /** Forms of a classifier that the source has lines of its own for. */
    private enum Form {
        PAPER(Preset.PAPER, 64, EvaluationCrop.NONE),
        CROPPED(Preset.PAPER, 73, EvaluationCrop.CENTER),
        RESAMPLED(
                Preset.RELEASED, 73, EvaluationCrop.NONE),
        RELEASED(Preset.RELEASED, 64,
                EvaluationCrop.NONE),
        COLOURS(Preset.RELEASED, 64, EvaluationCrop.NONE),
        PLAIN(Preset.PAPER, 64,
                EvaluationCrop.NONE);

        private final Preset preset;
        private final Preprocessing preprocessing;

        Form(Preset preset, int picture, EvaluationCrop crop) {
            this.preset = preset;
            this.preprocessing = new Preprocessing(picture, crop);
        }

        private NetworkConfig config() throws IOException {
            NetworkConfig config = NetworkConfig.of(preset, Size.TINY, 30, 50).with("num_classes", "3");
            if (this == PLAIN) {
                return config.with("aggregation", "none");
            }
            if (this != COLOURS) {
                return config;
            }
            var tree = config.toJson().put("channels", 3);
            tree.set("pixels", new ObjectMapper().readTree("{\"standardize\": false, \"mean_image\": false, \"mean\": "
                    + "[0.485, 0.456, 0.406], \"std\": [0.229, 0.224, 0.225]}"));
            return NetworkConfig.fromJson(tree);
        }
    }

    @BeforeEach
    void start() throws Exception {
        manager.close();
        started = ComputeEngine.start(new Compute("cpu", "1", folder));
        manager = engine().newManager();
        TorchThread.prepare();
    }

    @AfterEach
    void stop() {
        manager.close();
        engine().close();
    }

    private ComputeEngine engine() {
        return Objects.requireNonNull(started);
    }

    private Path model(NetworkConfig config, Preprocessing preprocessing, Path file) throws IOException {
        Random random = new Random(5);
        try (ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.classification(config),
                new Initializer(3))) {
            for (String name : parameters.all().keySet()) {
                float[] values = parameters.values(name);
                for (int i = 0; i < values.length; i++) {
                    values[i] += (float) (0.2 * random.nextGaussian());
                }
                parameters.setValues(name, values);
            }
            ModelFile.write(file, config, parameters, Map.of(Preprocessing.KEY, preprocessing.toJson(config),
                    ClassifierFile.FINDINGS_KEY, "[\"mass\",\"nodule\",\"pleural_effusion\"]"));
        }
        return file;
    }

    private Path export(Form form) throws IOException, ModelException {
        Path out = folder.resolve("exported.pt");
        ClassifierExport.run(model(form.config(), form.preprocessing, folder.resolve("model.safetensors")), out,
                line -> {
                });
        return out;
    }

    private PtSymbolBlock load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return JniUtils.loadModule((PtNDManager) manager, in, false, false);
        }
    }

    private static Radiograph radiograph(int rows, int columns) {
        Random random = new Random(rows * 1000L + columns);
        short[] grey = new short[rows * columns];
        for (int i = 0; i < grey.length; i++) {
            double place = (double) Math.floorDiv(i, columns) / rows + (double) (i % columns) / columns;
            grey[i] = (short) Math.clamp(60 + 70 * place + 25 * random.nextGaussian(), 0, 255);
        }
        return Radiograph.ofEightBits(rows, columns, grey, ViewPosition.PA);
    }

    private NDArray shown(Radiograph radiograph) {
        return manager.create(ByteBuffer.wrap(DisplayedPicture.of(radiograph).bytes()),
                new Shape(radiograph.rows(), radiograph.columns()), DataType.UINT8);
    }

    private NDArray call(PtSymbolBlock module, String method, NDArray image, String... finding) {
        List<IValue> arguments = new ArrayList<>(List.of(IValue.from((PtNDArray) image)));
        for (String name : finding) {
            arguments.add(IValue.from(name));
        }
        try (IValue result = TrainableMethods.run(module, method, arguments.toArray(IValue[]::new))) {
            return result.toTensor((PtNDManager) manager);
        } finally {
            arguments.forEach(IValue::close);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void theExportGivesWhatThePredictorGives(Form form) throws Exception {
        Path out = export(form);
        try (LoadedClassifier classifier = new ModelLoader(engine(), line -> {
        }).classifier(folder.resolve("model.safetensors")); PtSymbolBlock module = load(out)) {
            for (int[] size : SIZES) {
                Radiograph radiograph = radiograph(size[0], size[1]);
                float[] input = classifier.input(radiograph);
                double[] expected = classifier.predictor().probabilities(input, 1)[0];
                float[] given = call(module, "preprocess", shown(radiograph)).toFloatArray();
                // The same operations in the same order; means and deviations are added up in another.
                assertArrayEquals(input, given, 2e-6f, "input of " + size[0] + " x " + size[1]);
                float[] probabilities = call(module, "forward", shown(radiograph)).toFloatArray();
                for (int k = 0; k < expected.length; k++) {
                    assertEquals(expected[k], probabilities[k], TOLERANCE);
                }
            }
        }
    }

    @Test
    void aBatchOfFloatsGivesWhatSinglePicturesGive() throws Exception {
        try (PtSymbolBlock module = load(export(Form.PAPER))) {
            NDArray one = shown(radiograph(90, 61));
            NDArray other = one.flip(1);
            NDArray batch = new NDList(List.of(one, other)).stream()
                    .map(image -> image.toType(DataType.FLOAT32, false).div(255f).expandDims(0).expandDims(0))
                    .reduce((a, b) -> a.concat(b, 0)).orElseThrow();
            float[] both = call(module, "forward", batch).toFloatArray();
            float[] first = call(module, "forward", one).toFloatArray();
            float[] second = call(module, "forward", other).toFloatArray();
            for (int k = 0; k < 3; k++) {
                assertEquals(first[k], both[k], TOLERANCE);
                assertEquals(second[k], both[3 + k], TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void theActivationMapIsTheProducts(Form form) throws Exception {
        try (LoadedClassifier classifier = new ModelLoader(engine(), line -> {
        }).classifier(model(form.config(), form.preprocessing, folder.resolve("model.safetensors")));
                PtSymbolBlock module = load(export(form))) {
            Radiograph radiograph = radiograph(90, 61);
            int channels = form.config().radiograph().channels();
            NDArray tokens = classifier.classifier().radiograph()
                    .encode(manager.create(classifier.input(radiograph), new Shape(1, channels, 64, 64)),
                            Mode.EVALUATION);
            float[] all = classifier.classifier().classActivation(tokens).toFloatArray();
            NDArray map = call(module, "activation_map", shown(radiograph), "nodule");
            assertEquals(new Shape(1, 8, 8), map.getShape());
            // Sums of up to 128 products of about 1.
            assertArrayEquals(java.util.Arrays.copyOfRange(all, 64, 128), map.toFloatArray(), 1e-4f);
        }
    }

    @Test
    void aWrongPictureIsRefusedInWords() throws Exception {
        try (PtSymbolBlock module = load(export(Form.PAPER))) {
            for (NDArray wrong : List.of(manager.zeros(new Shape(3, 40, 40)), manager.zeros(new Shape(1, 3, 40, 40)),
                    manager.zeros(new Shape(0, 40)), manager.zeros(new Shape(4, 4), DataType.INT32),
                    manager.ones(new Shape(4, 4)).mul(255), manager.create(Float.NaN).reshape(1, 1))) {
                RuntimeException refused = assertThrows(RuntimeException.class, () -> call(module, "forward", wrong));
                assertTrue(String.valueOf(refused.getMessage()).contains("image"), refused::getMessage);
            }
        }
    }

    @Test
    void theArchiveIsAsPyTorchWantsIt() throws Exception {
        Path out = export(Form.CROPPED);
        byte[] bytes = Files.readAllBytes(out);
        try (ZipFile zip = new ZipFile(out.toFile())) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
                assertTrue(entry.getName().startsWith("refers/"), entry.getName());
            }
            JsonNode description = new ObjectMapper()
                    .readTree(zip.getInputStream(zip.getEntry("refers/extra/refers.json")));
            assertEquals(1, description.get("format").asInt());
            assertEquals("tiny", description.get("size").asText());
            assertEquals(3, description.get("findings").size());
            assertEquals("center", description.at("/preprocessing/steps/6/crop").asText());
        }
        // Numbers begin at multiples of 64: the end of the local header of each "refers/data/N".
        int found = 0;
        for (int at = 0; at + 30 < bytes.length; at++) {
            ByteBuffer header = ByteBuffer.wrap(bytes, at, bytes.length - at).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            if (header.getInt(at) == 0x04034b50 && header.getShort(at + 8) == 0) {
                assertEquals(0, (at + 30 + header.getShort(at + 26) + header.getShort(at + 28)) % 64);
                found++;
            }
        }
        assertTrue(found > 40, "local headers: " + found);
        byte[] again = Files.readAllBytes(export(Form.CROPPED));
        assertArrayEquals(bytes, again, "same content, same bytes");
    }

    @Test
    void whatIsNoWholeClassifierIsRefused() throws Exception {
        Path pretrained = folder.resolve("pretrained.safetensors");
        NetworkConfig config = Form.PAPER.config();
        try (ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config),
                new Initializer(3))) {
            ModelFile.write(pretrained, config, parameters, Map.of());
        }
        Path out = folder.resolve("none.pt");
        ModelException none = assertThrows(ModelException.class, () -> ClassifierExport.run(pretrained, out, line -> {
        }));
        assertTrue(none.sentence().contains("scores no findings"), none::sentence);
        assertFalse(Files.exists(out));
    }
}

package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.store.Safetensors;
import org.refers.model.torch.TorchThread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Properties that hold for any weights; the numbers themselves are checked by the reference run. */
class NetworkTest {

    private static final int IMAGE = 16;
    private static final int IMAGES = 4;

    /** Sums of a few hundred floats near 1 in another order. */
    private static final float SUM_ORDER = 2e-5f;

    @TempDir
    Path folder;

    private final NDManager manager = NDManager.newBaseManager();
    private NDScope scope;

    @BeforeEach
    void openScope() {
        TorchThread.prepare();
        scope = new NDScope();
    }

    @AfterEach
    void closeAll() {
        scope.close();
        manager.close();
    }

    private static NetworkConfig small(Preset preset) {
        return NetworkConfig.of(preset, Size.TINY, 23, 29).with("image_size", "16").with("patch_size", "4")
                .with("width", "24").with("depth", "2").with("mlp_width", "40").with("report.max_length", "12")
                .with("report.layers", "2").with("pixels.mean_image", "false").with("num_classes", "3");
    }

    private RefersNetwork network(NetworkConfig config) {
        ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config), new Initializer(3));
        // Larger than at a real start, so that every token has an opinion.
        SplittableRandom random = new SplittableRandom(4);
        for (String name : parameters.trainable()) {
            float[] values = parameters.values(name);
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.2 * random.nextGaussian());
            }
            parameters.setValues(name, values);
        }
        return new RefersNetwork(config, parameters, new EagerKernels());
    }

    private NDArray images(int count) {
        float[] values = new float[count * IMAGE * IMAGE];
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(count, 1, IMAGE, IMAGE));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void aRepeatedViewIsEncodedOnceWithTheSameResult(Preset preset) {
        RefersNetwork network = network(small(preset));
        long[] views = {0, 1, 0, 2, 3, 3};
        NDArray images = images(IMAGES);
        NDArray repeated = images.get(manager.create(views));

        NDArray once = network.encodeStudies(new StudyBatch(images, views, Optional.empty()), Mode.EVALUATION).memory();
        NDArray thrice = network.encodeStudies(StudyBatch.ofAllViews(repeated), Mode.EVALUATION).memory();

        assertArrayEquals(thrice.toFloatArray(), once.toFloatArray(), SUM_ORDER);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void keepingEveryPatchChangesNothing(Preset preset) {
        RadiographTransformer transformer = network(small(preset)).radiograph();
        NDArray all = manager.arange(16).toType(DataType.INT64, false).expandDims(0)
                .repeat(0, IMAGES);
        assertArrayEquals(transformer.encode(images(IMAGES), Mode.EVALUATION).toFloatArray(),
                transformer.encodeKept(images(IMAGES), all, Mode.EVALUATION).toFloatArray(), SUM_ORDER);
    }

    /** Drawn weights may leave next to nothing of one view, and the softmax then falls onto another (decision 67). */
    @Test
    void viewsWeighAlikeAtTheStart() {
        NetworkConfig config = small(Preset.PAPER);
        ParameterSet start = ParameterSet.create(manager, ParameterLayout.pretraining(config), new Initializer(3));
        RefersNetwork network = new RefersNetwork(config, start, new EagerKernels());
        StudyEncoding encoding = network.encodeStudies(StudyBatch.ofAllViews(images(6)), Mode.EVALUATION);
        for (float weight : encoding.viewWeights().orElseThrow().toFloatArray()) {
            assertEquals(1.0 / 3, weight, 1e-6);
        }
    }

    /** Without patches that are kept, what stands in the others cannot matter. */
    @Test
    void droppedPatchesAreNotSeen() {
        RadiographTransformer transformer = network(small(Preset.PAPER)).radiograph();
        NDArray kept = manager.create(new long[]{0, 5, 10}, new Shape(1, 3));
        NDArray image = images(1);
        NDArray before = transformer.encodeKept(image, kept, Mode.EVALUATION);
        // Patch 15 is the last 4 x 4 pixels.
        image.set(new NDIndex("0, 0, 12:, 12:"), 7f);
        assertArrayEquals(before.toFloatArray(), transformer.encodeKept(image, kept, Mode.EVALUATION).toFloatArray());
        image.set(new NDIndex("0, 0, 0:4, 0:4"), 7f);
        assertTrue(before.sub(transformer.encodeKept(image, kept, Mode.EVALUATION)).abs().max().getFloat() > 1e-3);
    }

    @Test
    void theTransformerTakenApartIsTheSame() {
        RadiographTransformer transformer = network(small(Preset.RELEASED)).radiograph();
        NDArray images = images(2);
        AttentionTrace trace = new AttentionTrace();
        NDArray tokens = transformer.addPositions(transformer.embedPatches(images), Mode.EVALUATION);
        tokens = transformer.runBlocks(tokens, 0, 1, Mode.EVALUATION, trace);
        tokens = transformer.finishBlock(1, tokens, transformer.normalizeFor(1, tokens), Mode.EVALUATION, trace);
        assertArrayEquals(transformer.encode(images, Mode.EVALUATION).toFloatArray(),
                transformer.finish(tokens).toFloatArray(), SUM_ORDER);
        assertEquals(2, trace.weights().size());
        assertArrayEquals(manager.ones(new Shape(2, 4, 17)).toFloatArray(),
                trace.weights().get(0).sum(new int[]{3}).toFloatArray(), SUM_ORDER);
    }

    @Test
    void theMeanImageIsSubtracted() {
        NetworkConfig config = small(Preset.PAPER).with("pixels.mean_image", "true");
        RefersNetwork network = network(config);
        NDArray images = images(1);
        float[] mean = new float[IMAGE * IMAGE];
        Arrays.fill(mean, 0.25f);
        NDArray shifted = network.radiograph().encode(images.sub(0.25f), Mode.EVALUATION);
        network.parameters().setValues(ParameterLayout.MEAN_IMAGE, mean);
        assertArrayEquals(shifted.toFloatArray(), network.radiograph().encode(images, Mode.EVALUATION).toFloatArray(),
                SUM_ORDER);
    }

    /** The class activation map of the paper preset is exact: its mean over the patches is the logit without bias. */
    @Test
    void theMapsMeanIsTheLogit() {
        NetworkConfig config = small(Preset.PAPER);
        ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.classification(config),
                new Initializer(3));
        FindingClassifier classifier = new FindingClassifier(config, parameters, new EagerKernels());
        NDArray tokens = classifier.radiograph().encode(images(2), Mode.EVALUATION);
        float[] means = classifier.classActivation(tokens).reshape(2, 3, 16).mean(new int[]{2}).toFloatArray();
        assertArrayEquals(classifier.head(tokens).toFloatArray(), means, SUM_ORDER);
    }

    /** Step by step decoding with one beam is what taking the likeliest token of the whole decoder gives. */
    @Test
    void oneBeamIsGreedySearch() {
        RefersNetwork network = network(small(Preset.PAPER));
        NDArray memory = network.encodeStudies(StudyBatch.ofAllViews(images(6)), Mode.EVALUATION).memory();
        List<GeneratedReport> found = new BeamSearch(network, 1, 12).search(memory);
        for (int study = 0; study < 2; study++) {
            GeneratedReport greedy = greedy(network, memory.get(study + ":" + (study + 1)));
            assertArrayEquals(greedy.tokens(), found.get(study).tokens());
            assertEquals(greedy.logProbability(), found.get(study).logProbability(), 1e-4);
        }
    }

    private GeneratedReport greedy(RefersNetwork network, NDArray memory) {
        long[] tokens = {1};
        double score = 0;
        while (tokens.length < 12 && tokens[tokens.length - 1] != 2) {
            NDArray logits = network.report().decode(memory, manager.create(tokens, new Shape(1, tokens.length)),
                    new long[]{tokens.length}, Mode.EVALUATION);
            NDArray last = logits.get("0, -1").logSoftmax(0);
            int best = (int) last.argMax().getLong();
            score += last.getFloat(best);
            tokens = Arrays.copyOf(tokens, tokens.length + 1);
            tokens[tokens.length - 1] = best;
        }
        return new GeneratedReport(tokens, score);
    }

    @Test
    void moreBeamsFindNothingWorse() {
        RefersNetwork network = network(small(Preset.RELEASED));
        NDArray memory = network.encodeStudies(StudyBatch.ofAllViews(images(6)), Mode.EVALUATION).memory();
        List<GeneratedReport> wide = new BeamSearch(network, 23, 4).search(memory);
        List<GeneratedReport> one = new BeamSearch(network, 1, 4).search(memory);
        for (int study = 0; study < 2; study++) {
            assertTrue(wide.get(study).logProbability() >= one.get(study).logProbability() - 1e-5);
        }
    }

    /** Teacher forcing gives each report the probability that the search counted step by step. */
    @Test
    void allBeamsAreRankedAndHaveTheirOwnProbability() {
        RefersNetwork network = network(small(Preset.PAPER));
        NDArray memory = network.encodeStudies(StudyBatch.ofAllViews(images(3)), Mode.EVALUATION).memory();
        List<GeneratedReport> found = new BeamSearch(network, 7, 5).searchAll(memory).getFirst();
        assertEquals(7, found.size());
        assertEquals(7, found.stream().map(report -> Arrays.toString(report.tokens())).distinct().count());
        for (int i = 0; i < found.size(); i++) {
            long[] tokens = found.get(i).tokens();
            float[] scores = network.report().decode(memory, manager.create(tokens, new Shape(1, tokens.length)),
                    new long[]{tokens.length}, Mode.EVALUATION).logSoftmax(-1).toFloatArray();
            double sum = 0;
            for (int t = 1; t < tokens.length; t++) {
                sum += scores[(t - 1) * scores.length / tokens.length + (int) tokens[t]];
            }
            assertEquals(sum, found.get(i).logProbability(), 1e-4);
            assertTrue(i == 0 || found.get(i).logProbability() <= found.get(i - 1).logProbability());
        }
        assertArrayEquals(new BeamSearch(network, 7, 5).search(memory).getFirst().tokens(),
                found.getFirst().tokens());
    }

    @Test
    void aSearchWithoutAStepHasOneReport() {
        RefersNetwork network = network(small(Preset.PAPER));
        NDArray memory = network.encodeStudies(StudyBatch.ofAllViews(images(3)), Mode.EVALUATION).memory();
        assertEquals(1, new BeamSearch(network, 3, 1).searchAll(memory).getFirst().size());
    }

    /** Softmax of query times key over the root of a head's width, from the parameters by plain loops. */
    @Test
    void attentionToPatchesIsTheSoftmaxOfQueryTimesKey() {
        NetworkConfig config = small(Preset.PAPER).with("report.layers", "1");
        RefersNetwork network = network(config);
        NDArray memory = network.encodeStudies(StudyBatch.ofAllViews(images(3)), Mode.EVALUATION).memory();
        NDArray tokens = manager.create(new long[]{1, 5, 7, 4, 9, 6, 8, 0}, new Shape(2, 4));
        List<NDArray> layers = network.report().patchAttention(memory.repeat(0, 2), tokens, new long[]{4, 3});
        assertEquals(1, layers.size());
        NDArray weights = layers.getFirst();
        int heads = config.report().heads();
        assertEquals(new Shape(2, heads, 4, 48), weights.getShape());
        float[] sums = weights.sum(new int[]{3}).toFloatArray();
        float[] ones = new float[sums.length];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, sums, SUM_ORDER);

        PlainCrossAttention plain = new PlainCrossAttention(network);
        float[] expected = plain.firstToken(memory, 1);
        // The first token sees itself alone, so that its state has a closed form.
        for (int head = 0; head < heads; head++) {
            assertArrayEquals(Arrays.copyOfRange(expected, head * 48, (head + 1) * 48),
                    weights.get("0, " + head + ", 0").toFloatArray(), SUM_ORDER);
        }
    }

    @ParameterizedTest
    @EnumSource(Fusion.class)
    void everyFusionGivesItsWeights(Fusion fusion) {
        NetworkConfig config = small(Preset.PAPER).with("fusion", ConfigNode.name(fusion));
        StudyEncoding studies = network(config).encodeStudies(StudyBatch.ofAllViews(images(6)), Mode.EVALUATION);
        assertEquals(new Shape(2, 3 * 16, 48), studies.memory().getShape());
        assertEquals(new Shape(2, 3 * 48), studies.studyVector().getShape());
        switch (fusion) {
            case SOFTMAX_MLP -> assertArrayEquals(new float[]{1, 1},
                    studies.viewWeights().orElseThrow().sum(new int[]{1}).toFloatArray(), SUM_ORDER);
            case SIGMOID_GATES -> assertEquals(new Shape(2, 16, 3), studies.viewWeights().orElseThrow().getShape());
            case SHARED_GATE -> {
                NDArray gates = studies.viewWeights().orElseThrow();
                assertArrayEquals(gates.get(":, :, 0").toFloatArray(), gates.get(":, :, 2").toFloatArray());
            }
            case NONE -> assertTrue(studies.viewWeights().isEmpty());
        }
    }

    /** Without views to weigh, a study is one image: the ablation without fusion. */
    @Test
    void oneViewWithoutFusionIsAnImageReportPair() {
        NetworkConfig config = small(Preset.PAPER).with("fusion", "none").with("views", "1");
        StudyEncoding studies = network(config).encodeStudies(StudyBatch.ofAllViews(images(2)), Mode.EVALUATION);
        assertEquals(new Shape(2, 16, 48), studies.memory().getShape());
        assertEquals(new Shape(2, 48), studies.studyVector().getShape());
    }

    @Test
    void aModelFileBringsBackNetworkAndConfiguration() throws IOException {
        NetworkConfig config = small(Preset.PAPER);
        RefersNetwork network = network(config);
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, config, network.parameters(), Map.of("note", "test"));
        try (Safetensors read = Safetensors.open(file)) {
            assertEquals(config, ModelFile.config(read));
            ParameterSet other = ParameterSet.create(manager, ParameterLayout.pretraining(config), new Initializer(8));
            LoadReport report = other.load(read).requireComplete();
            assertTrue(report.leftOver().isEmpty());
            for (String name : other.all().keySet()) {
                assertArrayEquals(network.parameters().values(name), other.values(name));
            }
            ParameterSet wrong = ParameterSet.create(manager,
                    ParameterLayout.pretraining(config.with("width", "28").with("report.layers", "3")),
                    new Initializer(8));
            LoadReport misfit = wrong.load(read);
            assertTrue(!misfit.misshapen().isEmpty() && !misfit.missing().isEmpty());
            assertThrows(IllegalArgumentException.class, misfit::requireComplete);
        }
    }

    @Test
    void wrongShapesAreNamed() {
        RefersNetwork network = network(small(Preset.PAPER));
        NDArray wide = manager.zeros(new Shape(3, 1, 20, 20));
        String message = assertThrows(IllegalArgumentException.class,
                () -> network.radiograph().encode(wide, Mode.EVALUATION)).getMessage();
        assertEquals("images must be (I, 1, 16, 16), not (3, 1, 20, 20)", message);
        assertThrows(IllegalArgumentException.class,
                () -> network.encodeStudies(StudyBatch.ofAllViews(images(4)), Mode.EVALUATION));
    }
}

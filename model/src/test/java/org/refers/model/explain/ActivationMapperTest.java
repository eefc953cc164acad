package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.finding.MapKind;
import org.refers.model.network.AttentionTrace;
import org.refers.model.network.EagerKernels;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RadiographTransformer;
import org.refers.model.network.Size;
import org.refers.model.torch.Backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ActivationMapperTest {

    private static final int IMAGES = 3;
    /** A few float32 roundings of logits near 1. */
    private static final double ROUNDING = 2e-6;
    /** Central differences of step 0.01 in float32: rounding 1e-7 over the step, and the third derivative. */
    private static final double DIFFERENCE = 1e-4;

    private final NDManager manager = NDManager.newBaseManager();
    private final List<float[]> images = images();
    private FindingClassifier classifier = classifier(Preset.PAPER);
    private ActivationMapper mapper = new ActivationMapper(classifier);

    @AfterEach
    void closeManager() {
        manager.close();
    }

    private FindingClassifier classifier(Preset preset) {
        return classifier(preset, new EagerKernels());
    }

    private FindingClassifier classifier(Preset preset, Kernels kernels) {
        NetworkConfig config = NetworkConfig.of(preset, Size.TINY, 50, 50).with("image_size", "32").with("num_classes",
                "4");
        ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.classification(config),
                new Initializer(5));
        parameters.freeze(name -> true);
        return new FindingClassifier(config, parameters, kernels);
    }

    private static List<float[]> images() {
        SplittableRandom random = new SplittableRandom(11);
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            float[] pixels = new float[32 * 32];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (float) (random.nextGaussian() + p % 37 / 20.0);
            }
            images.add(pixels);
        }
        return images;
    }

    private NDArray tensor(List<float[]> rows) {
        float[] all = new float[rows.size() * rows.getFirst().length];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * rows.getFirst().length, rows.getFirst().length);
        }
        return manager.create(all, new Shape(rows.size(), 1, 32, 32));
    }

    private float logit(NDArray embeddings, int finding) {
        return classifier.head(classifier.radiograph().encodePatches(embeddings, Mode.EVALUATION)).getFloat(0, finding);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The paper preset's classifier is linear in the mean of u_p: the map's mean is the logit without its bias. */
    @Test
    void theMeanOfTheClassActivationMapIsTheLogit() {
        float[][] logits = Rows.of(classifier.logits(tensor(images), Mode.EVALUATION));
        float[] bias = classifier.parameters().values("classifier.bias");
        int[] findings = {0, 3, 1};

        List<float[]> maps = mapper.maps(MapKind.CAM, images, findings);

        for (int i = 0; i < IMAGES; i++) {
            assertEquals(logits[i][findings[i]] - bias[findings[i]], mean(maps.get(i)), ROUNDING);
        }
    }

    /** Scaling patch p by 1 + s changes the logit by s times the map at p. */
    @Test
    void gradientTimesInputIsTheSlopeAlongThePatch() {
        useSmoothNetwork();
        float[] map = mapper.maps(MapKind.GRADIENT, images.subList(0, 1), new int[]{2}).getFirst();
        NDArray embeddings = classifier.radiograph().embedPatches(tensor(images.subList(0, 1)));
        for (int patch : new int[]{0, 5, 15}) {
            assertEquals(slope(embeddings, patch), map[patch], DIFFERENCE);
        }
        assertTrue(spread(map) > 1e-3, "the map must not be flat");
    }

    /** The released preset's GELU has no kinks, which differences over a step would smear. */
    private void useSmoothNetwork() {
        classifier = classifier(Preset.RELEASED);
        mapper = new ActivationMapper(classifier);
    }

    private double slope(NDArray embeddings, int patch) {
        float step = 0.01f;
        NDIndex row = new NDIndex(":, " + patch + ", :");
        NDArray more = embeddings.duplicate();
        more.set(row, embeddings.get(row).mul(1 + step));
        NDArray less = embeddings.duplicate();
        less.set(row, embeddings.get(row).mul(1 - step));
        return (logit(more, 2) - logit(less, 2)) / (2 * step);
    }

    /** Grad-CAM's weight of a feature is the logit's slope when that feature rises in every patch, over their number. */
    @Test
    void gradCamWeighsFeaturesByTheirMeanGradient() {
        useSmoothNetwork();
        float[] map = mapper.maps(MapKind.GRADCAM, images.subList(1, 2), new int[]{1}).getFirst();
        RadiographTransformer radiograph = classifier.radiograph();
        int last = classifier.config().radiograph().depth() - 1;
        NDArray tokens = radiograph.addPositions(radiograph.embedPatches(tensor(images.subList(1, 2))),
                Mode.EVALUATION);
        NDArray before = radiograph.runBlocks(tokens, 0, last, Mode.EVALUATION, null);
        NDArray normalized = radiograph.normalizeFor(last, before);
        int width = classifier.config().radiograph().width();
        double[] expected = new double[map.length];
        for (int feature = 0; feature < width; feature++) {
            double weight = (shifted(before, normalized, last, feature, 0.01f)
                    - shifted(before, normalized, last, feature, -0.01f)) / 0.02 / map.length;
            for (int patch = 0; patch < map.length; patch++) {
                expected[patch] += weight * normalized.getFloat(0, patch + 1, feature);
            }
        }
        for (int patch = 0; patch < map.length; patch++) {
            assertEquals(Math.max(0, expected[patch]), map[patch], width * DIFFERENCE / map.length);
        }
        assertTrue(spread(map) > 1e-3, "the map must not be flat");
    }

    private float shifted(NDArray before, NDArray normalized, int block, int feature, float by) {
        NDArray at = normalized.duplicate();
        NDIndex index = new NDIndex(":, 1:, " + feature);
        at.set(index, normalized.get(index).add(by));
        NDArray after = classifier.radiograph().finishBlock(block, before, at, Mode.EVALUATION, null);
        return classifier.head(classifier.radiograph().finish(after)).getFloat(0, 1);
    }

    private static double spread(float[] map) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 1] - sorted[0];
    }

    @Test
    void rolloutMultipliesTheBlocksAttention() {
        classifier = classifier(Preset.RELEASED);
        mapper = new ActivationMapper(classifier);
        AttentionTrace trace = new AttentionTrace();
        RadiographTransformer radiograph = classifier.radiograph();
        radiograph.runBlocks(
                radiograph.addPositions(radiograph.embedPatches(tensor(images.subList(0, 1))), Mode.EVALUATION), 0, 3,
                Mode.EVALUATION, trace);
        double[] row = new double[17];
        row[0] = 1;
        for (NDArray weights : trace.weights().reversed()) {
            float[] mean = weights.mean(new int[]{1}).toFloatArray();
            double[] next = new double[17];
            for (int from = 0; from < 17; from++) {
                for (int to = 0; to < 17; to++) {
                    next[to] += row[from] * (0.5 * mean[from * 17 + to] + (from == to ? 0.5 : 0));
                }
            }
            row = next;
        }
        float[] map = mapper.maps(MapKind.ROLLOUT, images.subList(0, 1), new int[]{0}).getFirst();
        for (int patch = 0; patch < 16; patch++) {
            assertEquals(row[patch + 1], map[patch], 1e-6);
        }
    }

    /**
     * On a grid of 4 the window is 2 patches wide. A patch gets the mean of the four windows over it; those that hang over
     * the edge cover what is there. Covering pixels with 0, the mean of the input statistics, gives the same falls.
     */
    @Test
    void occlusionIsTheMeanFallOfTheLogitUnderTheWindowsOverAPatch() {
        float[] map = mapper.maps(MapKind.OCCLUSION, images.subList(2, 3), new int[]{3}).getFirst();
        double whole = classifier.logits(tensor(images.subList(2, 3)), Mode.EVALUATION).getFloat(0, 3);
        for (int patch : new int[]{0, 6, 15}) {
            double sum = 0;
            for (int window = 0; window < 4; window++) {
                int top = patch / 4 - window / 2;
                int left = patch % 4 - window % 2;
                sum += whole - classifier.logits(tensor(List.of(covered(top, left))), Mode.EVALUATION).getFloat(0, 3);
            }
            assertEquals(sum / 4, map[patch], ROUNDING);
        }
    }

    private float[] covered(int top, int left) {
        float[] covered = images.get(2).clone();
        for (int i = 0; i < covered.length; i++) {
            int column = i % 32 / 8;
            int row = i / 32 % 32 / 8;
            boolean under = row >= top && row < top + 2 && column >= left && column < left + 2;
            covered[i] = under ? 0 : covered[i];
        }
        return covered;
    }

    @ParameterizedTest
    @EnumSource(MapKind.class)
    void mapsDoNotHangOnTheirBatchAndAreFinite(MapKind kind) {
        int[] findings = {2, 0, 1};
        List<float[]> together = mapper.maps(kind, images, findings);
        for (int i = 0; i < IMAGES; i++) {
            float[] alone = mapper.maps(kind, images.subList(i, i + 1), new int[]{findings[i]}).getFirst();
            assertEquals(16, alone.length);
            for (int p = 0; p < alone.length; p++) {
                assertEquals(alone[p], together.get(i)[p], 1e-5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void bothPresetsGiveEveryMap(Preset preset) {
        ActivationMapper other = new ActivationMapper(classifier(preset));
        for (MapKind kind : MapKind.values()) {
            assertEquals(2, other.maps(kind, images.subList(0, 2), new int[]{0, 1}).size());
        }
    }

    /** Gradients must pass through the fused operators as through the plain ones. */
    @ParameterizedTest
    @EnumSource(MapKind.class)
    void fusedOperatorsGiveTheSameMaps(MapKind kind) {
        try (Backend backend = Backend.open(manager.getDevice())) {
            List<float[]> fused = new ActivationMapper(classifier(Preset.PAPER, backend.kernels())).maps(kind, images,
                    new int[]{1, 2, 3});
            List<float[]> plain = mapper.maps(kind, images, new int[]{1, 2, 3});
            for (int i = 0; i < IMAGES; i++) {
                assertArrayEquals(plain.get(i), fused.get(i), 1e-5f);
            }
        }
    }

    @Test
    void probabilitiesAreTheSigmoidOfTheLogits() {
        float[][] logits = Rows.of(classifier.logits(tensor(images), Mode.EVALUATION));
        List<float[]> probabilities = mapper.probabilities(images);

        for (int i = 0; i < IMAGES; i++) {
            for (int k = 0; k < 4; k++) {
                assertEquals(1 / (1 + Math.exp(-logits[i][k])), probabilities.get(i)[k], 1e-6);
            }
        }
    }

    @Test
    void nothingOutlivesTheCall() {
        int before = classifier.parameters().manager().getManagedArrays().size();
        for (MapKind kind : MapKind.values()) {
            mapper.maps(kind, images, new int[]{0, 1, 2});
        }
        assertEquals(before, classifier.parameters().manager().getManagedArrays().size());
        assertArrayEquals(new boolean[]{false},
                new boolean[]{classifier.parameters().get("classifier.weight").hasGradient()});
    }

    @Test
    void wrongSizesAreNamed() {
        assertThrows(IllegalArgumentException.class, () -> mapper.maps(MapKind.CAM, images, new int[]{0}));
        assertThrows(IllegalArgumentException.class, () -> mapper.probabilities(List.of(new float[5])));
    }
}

package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RadiographTransformer;
import org.refers.model.network.ReportTransformer;
import org.refers.model.network.Scalars;
import org.refers.model.network.Size;
import org.refers.model.network.TextEncoder;
import org.refers.model.network.WordScores;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole units in TorchScript against the same blocks put together from plain operators. */
class TorchUnitsTest {

    /** Sums in another order, over a few dozen values of size 1. */
    private static final float SUM_ORDER = 2e-5f;

    private static final List<String> PARTS = List.of(ParameterLayout.RADIOGRAPH + ".", ParameterLayout.TEXT + ".",
            ParameterLayout.REPORT + ".");

    private final NDManager manager = NDManager.newBaseManager();
    private final Backend fused = Backend.open(Device.cpu());
    private final Backend eager = Backend.eager();

    @AfterEach
    void close() {
        eager.close();
        fused.close();
        manager.close();
    }

    private static NetworkConfig config(Preset preset, String dropout) {
        return NetworkConfig.of(preset, Size.TINY, 20, 20).with("image_size", "32").with("pixels.mean_image", "false")
                .with("dropout.radiograph", dropout).with("dropout.text", dropout).with("dropout.report", dropout);
    }

    private ParameterSet parameters(NetworkConfig config) {
        ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config), new Initializer(3));
        SplittableRandom random = new SplittableRandom(4);
        for (String name : parameters.trainable()) {
            float[] values = parameters.values(name);
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.1 * random.nextGaussian());
            }
            parameters.setValues(name, values);
        }
        return parameters;
    }

    private NDArray images() {
        return noise(9, new Shape(3, 1, 32, 32));
    }

    private NDArray noise(long seed, Shape shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, shape);
    }

    /** Output and gradients of a part, under the name "" and the parameters' names. */
    private Map<String, float[]> results(NetworkConfig config, BiFunction<ParameterSet, Kernels, NDArray> part,
            Kernels kernels) {
        Map<String, float[]> results = new TreeMap<>();
        try (ParameterSet parameters = parameters(config)) {
            NDArray output;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                output = part.apply(parameters, kernels);
                gradients.backward(output.square().sum());
                kernels.recompute();
            }
            results.put("", output.toFloatArray());
            for (String name : parameters.trainable()) {
                if (PARTS.stream().anyMatch(name::startsWith)) {
                    results.put(name, parameters.get(name).getGradient().toFloatArray());
                }
            }
        }
        return results;
    }

    private void requireAgreement(NetworkConfig config, BiFunction<ParameterSet, Kernels, NDArray> part) {
        requireAgreement(results(config, part, eager.kernels()), results(config, part, fused.kernels()));
    }

    private static void requireAgreement(Map<String, float[]> plain, Map<String, float[]> units) {
        assertEquals(plain.keySet(), units.keySet());
        plain.forEach((name, values) -> {
            float largest = 0;
            for (float value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertArrayEquals(values, units.get(name), SUM_ORDER * Math.max(1, largest), name);
        });
        assertTrue(plain.values().stream().anyMatch(values -> values[0] != 0));
    }

    @ParameterizedTest
    @EnumSource
    void theRadiographTransformersUnitAgrees(Preset preset) {
        NetworkConfig config = config(preset, "0");
        requireAgreement(config, (parameters, kernels) -> new RadiographTransformer(config, parameters, kernels)
                .encode(images(), Mode.TRAINING));
    }

    @Test
    void theTextEncodersUnitAgreesWithPadding() {
        NetworkConfig config = config(Preset.PAPER, "0");
        NDArray ids = manager.create(new long[]{2, 5, 9, 3, 2, 7, 3, 0}, new Shape(2, 4));
        NDArray mask = ids.neq(0).toType(DataType.INT64, false);
        requireAgreement(config, (parameters, kernels) -> new TextEncoder(config, parameters, kernels).encode(ids,
                mask, Mode.TRAINING));
    }

    @Test
    void someOfThePatchesAgree() {
        NetworkConfig config = config(Preset.PAPER, "0");
        NDArray kept = manager.create(new long[]{0, 3, 7, 15, 2, 4, 8, 9, 1, 5, 6, 10}, new Shape(3, 4));
        requireAgreement(config, (parameters, kernels) -> new RadiographTransformer(config, parameters, kernels)
                .encodeKept(images(), kept, Mode.TRAINING));
    }

    @ParameterizedTest
    @EnumSource
    void theReportTransformersUnitAgreesWithPadding(Preset preset) {
        NetworkConfig config = config(preset, "0");
        NDArray tokens = manager.create(new long[]{1, 5, 9, 2, 1, 7, 2, 0}, new Shape(2, 4));
        requireAgreement(config, (parameters, kernels) -> new ReportTransformer(config, parameters, kernels)
                .decode(memory(config), tokens, new long[]{4, 3}, Mode.TRAINING));
    }

    /** However small: what counts as large is a matter of speed. */
    private static final LinearLayers ALL_CONVOLVED = new LinearLayers(0);

    @ParameterizedTest
    @EnumSource
    void linearLayersAsConvolutionsAgree(Preset preset) {
        NetworkConfig config = config(preset, "0");
        NDArray tokens = manager.create(new long[]{1, 5, 9, 2, 1, 7, 2, 0}, new Shape(2, 4));
        Kernels convolved = fused.kernels(Arithmetic.plain(ALL_CONVOLVED));
        BiFunction<ParameterSet, Kernels, NDArray> report = (parameters, kernels) -> new ReportTransformer(config,
                parameters, kernels).decode(memory(config), tokens, new long[]{4, 3}, Mode.TRAINING);
        requireAgreement(results(config, report, eager.kernels()), results(config, report, convolved));
        Map<String, float[]> stacks = results(config, bothStacks(config), eager.kernels());
        requireAgreement(stacks, results(config, bothStacks(config), convolved));
        requireAgreement(stacks, results(config, bothStacks(config),
                fused.kernels(new Arithmetic(Precision.FP32, true, ALL_CONVOLVED))));
    }

    @Test
    void onlyLargeLinearLayersAreConvolved() {
        NetworkConfig config = config(Preset.PAPER, "0");
        BiFunction<ParameterSet, Kernels, NDArray> encoder = (parameters, kernels) -> new RadiographTransformer(
                config, parameters, kernels).encode(images(), Mode.TRAINING);
        Map<String, float[]> products = results(config, encoder, fused.kernels());
        Map<String, float[]> usual = results(config, encoder,
                fused.kernels(Arithmetic.plain(LinearLayers.CONVOLUTIONS)));
        products.forEach((name, values) -> assertArrayEquals(values, usual.get(name), name));
    }

    /** Value and gradients of the loss of 20 places, a quarter of them not counted. */
    private List<float[]> wordLoss(Kernels kernels, int words, long[] targets) {
        NDArray states = noise(5, new Shape(targets.length, 2));
        NDArray table = noise(6, new Shape(words, 2));
        NDArray bias = noise(7, new Shape(words));
        List<NDArray> learnt = List.of(states, table, bias);
        learnt.forEach(tensor -> tensor.setRequiresGradient(true));
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            NDArray loss = kernels.wordCrossEntropy(new WordScores(states, table, bias),
                    manager.create(targets), 0, Mode.TRAINING);
            gradients.backward(Scalars.mul(loss, 3));
            List<float[]> all = new ArrayList<>(List.of(loss.toFloatArray()));
            learnt.forEach(tensor -> all.add(tensor.getGradient().toFloatArray()));
            return all;
        }
    }

    /** With so many words, eight places are scored at once. */
    @ParameterizedTest
    @CsvSource({"7, 3e-6", "262144, 1e-4"})
    void theLossOfWordsAgreesAlsoWhereItIsCutIntoPieces(int words, float sumOrder) {
        long[] targets = LongStream.range(0, 21).map(i -> i % 4 == 0 ? 0 : 1 + i * 7919 % (words - 1)).toArray();
        List<float[]> plain = wordLoss(eager.kernels(), words, targets);
        List<float[]> unit = wordLoss(fused.kernels(), words, targets);
        List<float[]> rounded = wordLoss(fused.kernels(new Arithmetic(Precision.BF16, false)), words, targets);
        for (int i = 0; i < plain.size(); i++) {
            assertArrayEquals(plain.get(i), unit.get(i), sumOrder);
            assertArrayEquals(plain.get(i), rounded.get(i), 0.03f * plain.get(0)[0]);
            assertFalse(Arrays.equals(plain.get(i), rounded.get(i)));
        }
        assertTrue(plain.get(0)[0] > 1);
    }

    @Test
    void wordsThatAllDoNotCountCostNothing() {
        for (float[] values : wordLoss(fused.kernels(), 7, new long[5])) {
            assertArrayEquals(new float[values.length], values);
        }
    }

    @Test
    void theLossOfWordsIsTheSameInEvaluation() {
        long[] targets = {3, 0, 5, 1};
        WordScores scores = new WordScores(noise(5, new Shape(4, 2)), noise(6, new Shape(7, 2)),
                noise(7, new Shape(7)));
        assertEquals(eager.kernels().wordCrossEntropy(scores, manager.create(targets), 0, Mode.EVALUATION).getFloat(),
                fused.kernels(new Arithmetic(Precision.BF16, false))
                        .wordCrossEntropy(scores, manager.create(targets), 0, Mode.EVALUATION).getFloat(),
                1e-6);
    }

    private NDArray memory(NetworkConfig config) {
        return noise(3, new Shape(2, 6, config.patchWidth()));
    }

    private BiFunction<ParameterSet, Kernels, NDArray> bothStacks(NetworkConfig config) {
        NDArray ids = manager.create(new long[]{2, 5, 9, 3, 2, 7, 3, 0}, new Shape(2, 4));
        NDArray mask = ids.neq(0).toType(DataType.INT64, false);
        return (parameters, kernels) -> new RadiographTransformer(config, parameters, kernels)
                .encode(images(), Mode.TRAINING).flatten()
                .concat(new TextEncoder(config, parameters, kernels).encode(ids, mask, Mode.TRAINING).flatten());
    }

    @ParameterizedTest
    @EnumSource
    void recomputingGivesTheSameGradients(Preset preset) {
        NetworkConfig config = config(preset, "0");
        Kernels recomputing = fused.kernels(new Arithmetic(Precision.FP32, true));
        Map<String, float[]> kept = results(config, bothStacks(config), fused.kernels());
        Map<String, float[]> again = results(config, bothStacks(config), recomputing);
        requireAgreement(kept, again);
    }

    /** If the second pass dropped other values than the first, the gradient would be that of another function. */
    @Test
    void recomputingDropsTheSameAgain() {
        NetworkConfig config = config(Preset.RELEASED, "0.3");
        Kernels recomputing = fused.kernels(new Arithmetic(Precision.FP32, true));
        BiFunction<ParameterSet, Kernels, NDArray> part = bothStacks(config);
        try (ParameterSet parameters = parameters(config)) {
            String name = ParameterLayout.RADIOGRAPH + ".blocks.0.mlp.fc1.weight";
            Engine.getInstance().setRandomSeed(8);
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                gradients.backward(part.apply(parameters, recomputing).square().sum());
                recomputing.recompute();
            }
            float[] slope = parameters.get(name).getGradient().toFloatArray();
            double expected = 0;
            float[] values = parameters.values(name);
            float[] moved = values.clone();
            double size = 0;
            for (float value : slope) {
                size += value * value;
            }
            float step = (float) (0.02 / Math.sqrt(size));
            for (int i = 0; i < slope.length; i++) {
                expected += slope[i] * slope[i] * step;
                moved[i] += slope[i] * step;
            }
            double before = value(part, parameters, recomputing);
            parameters.setValues(name, moved);
            double after = value(part, parameters, recomputing);
            // Curvature over the step: a few per cent; other masks would change the value by as much as the value.
            assertEquals(expected, after - before, 0.1 * expected);
        }
    }

    /** The value that training sees, from the same seed. */
    private static double value(BiFunction<ParameterSet, Kernels, NDArray> part, ParameterSet parameters,
            Kernels kernels) {
        Engine.getInstance().setRandomSeed(8);
        try (GradientCollector recording = Engine.getInstance().newGradientCollector()) {
            NDArray value = part.apply(parameters, kernels).square().sum();
            recording.backward(value);
            return value.getFloat();
        } finally {
            kernels.forget();
        }
    }

    /** Two micro batches must not drop the same values. */
    @Test
    void theRandomStreamGoesOnAfterRecomputing() {
        NetworkConfig config = config(Preset.RELEASED, "0.3");
        Kernels recomputing = fused.kernels(new Arithmetic(Precision.FP32, true));
        Engine.getInstance().setRandomSeed(8);
        Map<String, float[]> first = results(config, bothStacks(config), recomputing);
        Map<String, float[]> second = results(config, bothStacks(config), recomputing);
        assertFalse(Arrays.equals(first.get(""), second.get("")));
        Engine.getInstance().setRandomSeed(8);
        assertArrayEquals(first.get(""), results(config, bothStacks(config), recomputing).get(""));
        assertArrayEquals(second.get(""), results(config, bothStacks(config), recomputing).get(""));
    }

    /** bfloat16 has 8 bits of mantissa: over a whole tensor, results agree to a few per cent, and not to the bit. */
    private static void requireNear(Map<String, float[]> single, Map<String, float[]> rounded) {
        single.forEach((name, values) -> {
            double difference = 0;
            double size = 0;
            for (int i = 0; i < values.length; i++) {
                difference += Math.pow(values[i] - rounded.get(name)[i], 2);
                size += Math.pow(values[i], 2);
            }
            // A key's bias moves all scores of a row alike, which softmax does not see: its gradient is rounding alone.
            assertTrue(name.endsWith("key.bias") || difference <= 0.05 * 0.05 * size,
                    name + " differs by " + Math.sqrt(difference / size));
        });
        assertFalse(Arrays.equals(single.get(""), rounded.get("")));
    }

    @ParameterizedTest
    @EnumSource
    void halfPrecisionIsNearAndGradientsStaySingle(Preset preset) {
        NetworkConfig config = config(preset, "0");
        for (boolean checkpointing : new boolean[]{false, true}) {
            Kernels half = fused.kernels(new Arithmetic(Precision.BF16, checkpointing));
            Map<String, float[]> single = results(config, bothStacks(config), fused.kernels());
            Map<String, float[]> rounded = results(config, bothStacks(config), half);
            requireNear(single, rounded);
        }
        NDArray tokens = manager.create(new long[]{1, 5, 9, 2, 1, 7, 2, 0}, new Shape(2, 4));
        BiFunction<ParameterSet, Kernels, NDArray> report = (parameters, kernels) -> new ReportTransformer(config,
                parameters, kernels).decode(memory(config), tokens, new long[]{4, 3}, Mode.TRAINING);
        requireNear(results(config, report, fused.kernels()),
                results(config, report, fused.kernels(new Arithmetic(Precision.BF16, false))));
    }

    @Test
    void evaluationIsNeverRounded() {
        NetworkConfig config = config(Preset.PAPER, "0");
        Kernels half = fused.kernels(new Arithmetic(Precision.BF16, true));
        try (ParameterSet parameters = parameters(config)) {
            assertArrayEquals(
                    new RadiographTransformer(config, parameters, fused.kernels()).encode(images(), Mode.EVALUATION)
                            .toFloatArray(),
                    new RadiographTransformer(config, parameters, half).encode(images(), Mode.EVALUATION)
                            .toFloatArray());
        }
    }

    @Test
    void plainOperatorsRefuseWhatTheyCannotDo() {
        Arithmetic half = new Arithmetic(Precision.BF16, false);
        assertTrue(assertThrows(UnsupportedOperationException.class, () -> eager.kernels(half)).getMessage()
                .contains("bf16"));
    }

    /** Drawn in training alone, and the same again from the same seed: a resumed run depends on it. */
    @Test
    void dropoutActsInTrainingAlone() {
        NetworkConfig config = config(Preset.RELEASED, "0.5");
        try (ParameterSet parameters = parameters(config)) {
            RadiographTransformer transformer = new RadiographTransformer(config, parameters, fused.kernels());
            float[] plain = transformer.encode(images(), Mode.EVALUATION).toFloatArray();
            assertArrayEquals(plain, transformer.encode(images(), Mode.EVALUATION).toFloatArray());
            Engine.getInstance().setRandomSeed(5);
            float[] first = transformer.encode(images(), Mode.TRAINING).toFloatArray();
            float[] other = transformer.encode(images(), Mode.TRAINING).toFloatArray();
            Engine.getInstance().setRandomSeed(5);
            assertArrayEquals(first, transformer.encode(images(), Mode.TRAINING).toFloatArray());
            assertFalse(Arrays.equals(plain, first) || Arrays.equals(first, other));
        }
    }

    /** Where no graphics card is, no memory can be pinned either, and what is sent arrives all the same. */
    @Test
    void whatIsSentIsWhatArrives() {
        Shape shape = new Shape(2, 3);
        NDArray host = noise(1, shape);
        NDArray sent = fused.kernels().send(host, manager);
        assertArrayEquals(host.toFloatArray(), sent.toFloatArray());
        assertEquals(manager, sent.getManager());
        TorchKernels kernels = (TorchKernels) fused.kernels();
        NDArray bytes = manager.create(new byte[]{0, 1, 2, 3, 4, -1}, shape);
        assertArrayEquals(bytes.toByteArray(), kernels.sent(bytes, manager, false).toByteArray());
    }
}

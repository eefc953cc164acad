package org.refers.model.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RadiographTransformer;
import org.refers.model.network.ReportTransformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Blocks that are computed again for their gradients, and blocks of half precision, against those that keep all. */
class RecomputedBlocksTest extends UnitComparison {

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
}

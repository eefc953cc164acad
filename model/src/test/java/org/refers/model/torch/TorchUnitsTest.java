package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RadiographTransformer;
import org.refers.model.network.Size;
import org.refers.model.network.TextEncoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole units in TorchScript against the same blocks put together from plain operators. */
class TorchUnitsTest {

    /** Sums in another order, over a few dozen values of size 1. */
    private static final float SUM_ORDER = 2e-5f;

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
                .with("dropout.radiograph", dropout).with("dropout.text", dropout);
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
        SplittableRandom random = new SplittableRandom(9);
        float[] values = new float[3 * 32 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(3, 1, 32, 32));
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
            }
            results.put("", output.toFloatArray());
            for (String name : parameters.trainable()) {
                if (name.startsWith(ParameterLayout.RADIOGRAPH) || name.startsWith(ParameterLayout.TEXT + ".")) {
                    results.put(name, parameters.get(name).getGradient().toFloatArray());
                }
            }
        }
        return results;
    }

    private void requireAgreement(NetworkConfig config, BiFunction<ParameterSet, Kernels, NDArray> part) {
        Map<String, float[]> plain = results(config, part, eager.kernels());
        Map<String, float[]> units = results(config, part, fused.kernels());
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
            assertFalse(java.util.Arrays.equals(plain, first) || java.util.Arrays.equals(first, other));
        }
    }
}

package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.Preset;
import org.refers.model.network.RadiographTransformer;
import org.refers.model.network.Size;
import org.refers.model.network.TextEncoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Small networks, and what their parts give by plain operators and by whole units in TorchScript. */
abstract class UnitComparison {

    /** Sums in another order, over a few dozen values of size 1. */
    private static final float SUM_ORDER = 2e-5f;

    private static final List<String> PARTS = List.of(ParameterLayout.RADIOGRAPH + ".",
            ParameterLayout.CLASSIFIER + ".", ParameterLayout.TEXT + ".",
            ParameterLayout.REPORT + ".");

    final NDManager manager = NDManager.newBaseManager();
    final Backend fused = Backend.open(Device.cpu());
    final Backend eager = Backend.eager();

    @AfterEach
    void close() {
        eager.close();
        fused.close();
        manager.close();
    }

    static NetworkConfig config(Preset preset, String dropout) {
        return NetworkConfig.of(preset, Size.TINY, 20, 20).with("image_size", "32").with("pixels.mean_image", "false")
                .with("dropout.radiograph", dropout).with("dropout.text", dropout).with("dropout.report", dropout);
    }

    ParameterSet parameters(NetworkConfig config) {
        Set<ParameterSpec> all = new LinkedHashSet<>(ParameterLayout.pretraining(config));
        all.addAll(ParameterLayout.classification(config));
        ParameterSet parameters = ParameterSet.create(manager, List.copyOf(all), new Initializer(3));
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

    NDArray images() {
        return noise(9, new Shape(3, 1, 32, 32));
    }

    NDArray noise(long seed, Shape shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, shape);
    }

    /** Output and gradients of a part, under the name "" and the parameters' names. */
    Map<String, float[]> results(NetworkConfig config, BiFunction<ParameterSet, Kernels, NDArray> part,
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

    void requireAgreement(NetworkConfig config, BiFunction<ParameterSet, Kernels, NDArray> part) {
        requireAgreement(results(config, part, eager.kernels()), results(config, part, fused.kernels()));
    }

    static void requireAgreement(Map<String, float[]> plain, Map<String, float[]> units) {
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

    NDArray memory(NetworkConfig config) {
        return noise(3, new Shape(2, 6, config.patchWidth()));
    }

    BiFunction<ParameterSet, Kernels, NDArray> bothStacks(NetworkConfig config) {
        NDArray ids = manager.create(new long[]{2, 5, 9, 3, 2, 7, 3, 0}, new Shape(2, 4));
        NDArray mask = ids.neq(0).toType(DataType.INT64, false);
        return (parameters, kernels) -> new RadiographTransformer(config, parameters, kernels)
                .encode(images(), Mode.TRAINING).flatten()
                .concat(new TextEncoder(config, parameters, kernels).encode(ids, mask, Mode.TRAINING).flatten());
    }
}

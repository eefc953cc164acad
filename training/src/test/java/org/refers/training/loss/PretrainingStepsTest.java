package org.refers.training.loss;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.network.Initializer;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.ParameterSpec.Start;
import org.refers.model.network.Preset;
import org.refers.model.network.RefersNetwork;
import org.refers.model.network.ReportBatch;
import org.refers.model.network.Size;
import org.refers.model.network.StudyBatch;
import org.refers.model.torch.Backend;
import org.refers.model.torch.TorchThread;
import org.refers.training.optim.AdamW;
import org.refers.training.optim.ParameterGroup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole pre-training steps on a very small network. */
class PretrainingStepsTest {

    private static final int STUDIES = 4;
    private static final int TOKENS = 8;

    private final NDManager manager = NDManager.newBaseManager();
    private final Backend backend = Backend.open(Device.cpu());

    @BeforeEach
    void prepare() {
        TorchThread.prepare();
    }

    @AfterEach
    void close() {
        backend.close();
        manager.close();
    }

    private static NetworkConfig config(Preset preset) {
        return NetworkConfig.of(preset, Size.TINY, 19, 19).with("image_size", "16").with("width", "16")
                .with("depth", "2").with("mlp_width", "32").with("report.width", "16").with("report.mlp_width", "32");
    }

    private final class Run {

        private final ParameterSet parameters;
        private final PretrainingObjective objective;
        private final AdamW optimizer;
        private final NetworkConfig config;

        Run(NetworkConfig config) {
            this.config = config;
            parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config), new Initializer(2));
            RefersNetwork network = new RefersNetwork(config, parameters, backend.kernels());
            objective = new PretrainingObjective(network, backend.kernels());
            optimizer = new AdamW(parameters,
                    ParameterGroup.of(parameters, ParameterGroup.Rates.equal(0.01, 0.05)),
                    AdamW.Betas.DEFAULT, backend.updates());
        }

        float step() {
            try (NDScope scope = new NDScope(); NDManager inputs = manager.newSubManager()) {
                scope.suppressNotUsedWarning();
                float value;
                try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                    NDArray loss = objective.evaluate(studies(inputs), reports(inputs), Mode.TRAINING).total();
                    gradients.backward(loss);
                    value = loss.getFloat();
                }
                optimizer.clipGradients(1);
                optimizer.step(1);
                optimizer.zeroGradients();
                return value;
            }
        }

        Map<String, float[]> gradients() {
            Map<String, float[]> found = new TreeMap<>();
            try (NDScope scope = new NDScope(); NDManager inputs = manager.newSubManager()) {
                scope.suppressNotUsedWarning();
                try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                    gradients.backward(objective.evaluate(studies(inputs), reports(inputs), Mode.TRAINING).total());
                }
                parameters.trainable().forEach(name -> {
                    NDArray value = parameters.get(name);
                    if (value.hasGradient()) {
                        found.put(name, value.getGradient().toFloatArray());
                    }
                });
            }
            return found;
        }

        double lossAt(String name, float[] values) {
            parameters.setValues(name, values);
            try (NDScope scope = new NDScope(); NDManager inputs = manager.newSubManager()) {
                scope.suppressNotUsedWarning();
                return objective.evaluate(studies(inputs), reports(inputs), Mode.TRAINING).total().getFloat();
            }
        }

        private StudyBatch studies(NDManager inputs) {
            SplittableRandom random = new SplittableRandom(1);
            int views = config.study().views();
            float[] pixels = new float[STUDIES * 16 * 16];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) random.nextGaussian();
            }
            long[] of = new long[STUDIES * views];
            for (int i = 0; i < of.length; i++) {
                of[i] = i / views;
            }
            int kept = config.regularization().keptPatches(4);
            long[] patches = new long[STUDIES * kept];
            for (int i = 0; i < patches.length; i++) {
                patches[i] = i % kept;
            }
            return new StudyBatch(inputs.create(pixels, new Shape(STUDIES, 1, 16, 16)), of,
                    kept == 4 ? Optional.empty() : Optional.of(inputs.create(patches, new Shape(STUDIES, kept))));
        }

        private ReportBatch reports(NDManager inputs) {
            long[] tokens = new long[STUDIES * TOKENS];
            long[] mask = new long[tokens.length];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = i % TOKENS == 0 ? 1 : 3 + (i * 7 + i / TOKENS * 3) % 16;
                mask[i] = 1;
            }
            Shape shape = new Shape(STUDIES, TOKENS);
            return new ReportBatch(inputs.create(tokens, shape), new long[]{8, 8, 8, 8}, inputs.create(tokens, shape),
                    inputs.create(mask, shape));
        }
    }

    /** The rows of the ablation, and other mixed choices, are configurations and not code paths of their own. */
    @ParameterizedTest
    @CsvSource({"PAPER, patch_keep, 0.5", "RELEASED, patch_keep, 1.0", "PAPER, aggregation, none",
        "PAPER, fusion, none",
        "RELEASED, fusion, shared_gate", "PAPER, contrast_weight, 0", "PAPER, language_weight, 0",
        "RELEASED, study_vector, weighted", "PAPER, study_vector, token", "PAPER, view_feature, token",
        "RELEASED, position, concat", "PAPER, contrast_text_to_image_weight, 1"})
    void everyChoiceLearns(Preset preset, String key, String value) {
        Run run = new Run(config(preset).with(key, value));
        float first = run.step();
        float last = first;
        for (int step = 0; step < 15; step++) {
            last = run.step();
        }
        float reached = last;
        assertTrue(Float.isFinite(first) && reached < 0.9 * first, () -> "from " + first + " to " + reached);
    }

    /**
     * The gradient of every parameter against the slope of the loss along it, with dropped patches and views that share an
     * image: what the golden tensors do not hold.
     */
    @ParameterizedTest
    @CsvSource({"0.5", "1.0"})
    void gradientsAreTheSlopesOfTheLoss(String patchKeep) {
        Run run = new Run(config(Preset.PAPER).with("patch_keep", patchKeep)
                .with("contrast_text_to_image_weight", "0.5").with("contrast_image_to_text_weight", "0.5")
                .with("text_to_image_gradient", "true"));
        // Behind a last layer of zeros the first layer of the fusion would have no slope to check.
        ParameterSpec fusion = run.parameters.spec("view_fusion.fc2.weight");
        run.parameters.setValues(fusion.name(),
                new Initializer(2).values(new ParameterSpec(fusion.name(), fusion.shape(), Start.XAVIER)));
        Map<String, float[]> gradients = run.gradients();
        assertEquals(run.parameters.trainable().size(), gradients.size());
        gradients.forEach((name, gradient) -> {
            double length = 0;
            for (float value : gradient) {
                length += (double) value * value;
            }
            length = Math.sqrt(length);
            float[] start = run.parameters.values(name);
            double step = Math.min(0.05, 0.01 / Math.max(1e-6, length));
            double slope = (run.lossAt(name, moved(start, gradient, step / length))
                    - run.lossAt(name, moved(start, gradient, -step / length))) / (2 * step);
            run.parameters.setValues(name, start);
            // Loss differences of some 0.02 in single precision, over curves that bend: a few per cent.
            assertEquals(length, slope, 0.08 * length + 0.004, name);
        });
    }

    private static float[] moved(float[] start, float[] direction, double by) {
        float[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (by * direction[i]);
        }
        return moved;
    }

    /** Row 3 of the ablation: every image alone with its study's report. */
    @Test
    void imageReportPairsLearn() {
        Run run = new Run(config(Preset.PAPER).with("fusion", "none").with("views", "1"));
        float first = run.step();
        assertTrue(run.step() < first);
    }

    @Test
    void whatAZeroWeightLeavesOutStaysAsItIs() {
        Run run = new Run(config(Preset.PAPER).with("contrast_weight", "0"));
        String unused = ParameterLayout.TEXT + ".pooler.dense.weight";
        float[] before = run.parameters.values(unused);
        float[] used = run.parameters.values(ParameterLayout.REPORT + ".visual_projection.weight");
        run.step();
        assertArrayEquals(before, run.parameters.values(unused));
        assertNotEquals(used[0], run.parameters.values(ParameterLayout.REPORT + ".visual_projection.weight")[0]);
        assertThrows(IllegalArgumentException.class,
                () -> new Run(config(Preset.PAPER).with("contrast_weight", "0").with("language_weight", "0")));
    }

    /** Neither tensors nor memory may pile up: 300 steps leave as many tensors as 50, and less than 10 % more memory. */
    @Test
    void memoryStaysFlat() throws IOException {
        Run run = new Run(config(Preset.PAPER));
        for (int step = 0; step < 50; step++) {
            run.step();
        }
        int tensors = run.parameters.manager().getManagedArrays().size() + manager.getManagedArrays().size();
        long before = residentKilobytes();
        for (int step = 0; step < 250; step++) {
            run.step();
        }
        assertEquals(tensors, run.parameters.manager().getManagedArrays().size() + manager.getManagedArrays().size());
        long after = residentKilobytes();
        assertTrue(after < 1.1 * before, () -> before + " kB became " + after);
    }

    /** Resident memory after a collection: buffers that tensors were filled from are given back by the collector alone. */
    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.isReadable(status), "resident memory is read from Linux's /proc only");
        System.gc();
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}

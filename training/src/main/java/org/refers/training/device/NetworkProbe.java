package org.refers.training.device;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.refers.model.network.Initializer;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RefersNetwork;
import org.refers.model.network.ReportBatch;
import org.refers.model.network.Size;
import org.refers.model.network.StudyBatch;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.loss.PretrainingObjective;
import org.refers.training.optim.AdamW;
import org.refers.training.optim.ParameterGroup;

/** Takes a few steps of pre-training on one device, with the very classes that a run uses. */
final class NetworkProbe {

    private static final int STUDIES = 8;
    private static final int TOKENS = 24;
    private static final int VOCABULARY = 300;

    /** The first step pays for what is made once; the others are timed. */
    private static final int STEPS = 4;

    /** A usual rate of AdamW for networks of this size; four steps of it lower the loss of their own batch. */
    private static final double RATE = 1e-3;

    private static final int SEED = 1;

    private final NetworkConfig config = NetworkConfig.of(Preset.PAPER, Size.TINY, VOCABULARY, VOCABULARY)
            .with("patch_keep", "1.0");

    NetworkCheck check(ComputeEngine engine) {
        try (NDManager manager = engine.newManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config),
                        new Initializer(SEED))) {
            PretrainingObjective objective = new PretrainingObjective(
                    new RefersNetwork(config, parameters, engine.kernels()), engine.kernels());
            AdamW optimizer = new AdamW(parameters,
                    ParameterGroup.of(parameters, ParameterGroup.Rates.equal(RATE, RATE)),
                    AdamW.Betas.DEFAULT, engine.updates());
            double before = loss(objective, manager);
            double fastest = Double.POSITIVE_INFINITY;
            for (int step = 0; step < STEPS; step++) {
                long start = System.nanoTime();
                step(objective, optimizer, manager);
                double seconds = (System.nanoTime() - start) / 1e9;
                fastest = step == 0 ? fastest : Math.min(fastest, seconds);
            }
            double images = (double) STUDIES * config.study().views();
            return new NetworkCheck(STEPS, before, loss(objective, manager), fastest, images / fastest,
                    engine.backend().notice());
        }
    }

    private double loss(PretrainingObjective objective, NDManager manager) {
        try (NDScope scope = new NDScope(); NDManager inputs = manager.newSubManager()) {
            scope.suppressNotUsedWarning();
            return objective.evaluate(studies(inputs), reports(inputs), Mode.EVALUATION).total().getFloat();
        }
    }

    private void step(PretrainingObjective objective, AdamW optimizer, NDManager manager) {
        try (NDScope scope = new NDScope(); NDManager inputs = manager.newSubManager()) {
            scope.suppressNotUsedWarning();
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                optimizer.backward(gradients,
                        objective.evaluate(studies(inputs), reports(inputs), Mode.TRAINING).total(), true);
            }
            optimizer.clipGradients(1);
            optimizer.step(1);
            optimizer.zeroGradients();
        }
    }

    /** Every view a picture of its own, of noise: (B * V, 1, S, S). */
    private StudyBatch studies(NDManager inputs) {
        int size = config.radiograph().imageSize();
        int images = STUDIES * config.study().views();
        SplittableRandom random = new SplittableRandom(SEED);
        float[] pixels = new float[images * size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return StudyBatch.ofAllViews(inputs.create(pixels, new Shape(images, 1, size, size)));
    }

    private ReportBatch reports(NDManager inputs) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] tokens = random.longs((long) STUDIES * TOKENS, 5, VOCABULARY).toArray();
        long[] mask = new long[tokens.length];
        Arrays.fill(mask, 1);
        long[] lengths = new long[STUDIES];
        Arrays.fill(lengths, TOKENS);
        Shape shape = new Shape(STUDIES, TOKENS);
        return new ReportBatch(inputs.create(tokens, shape), lengths, inputs.create(tokens, shape),
                inputs.create(mask, shape));
    }
}

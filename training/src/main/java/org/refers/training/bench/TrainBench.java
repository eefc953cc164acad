package org.refers.training.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.RadiographConfig;
import org.refers.model.network.RefersNetwork;
import org.refers.model.network.ReportBatch;
import org.refers.model.network.StudyBatch;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.compute.HostBuffer;
import org.refers.training.data.BatchQueue;
import org.refers.training.loss.FindingLoss;
import org.refers.training.loss.PretrainingObjective;
import org.refers.training.optim.Optimizer;
import org.refers.training.run.Architecture;
import org.refers.training.run.OptimizerChoice;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeKey;

/**
 * Times training steps on noise: batch to the device, forward, backward, clipping, update. No files and no augmentation,
 * which {@link LoadBench} times. {@code test/reference/train_step.py} does the same in PyTorch, from the same weights.
 */
public final class TrainBench {

    private static final int FINDINGS = 14;

    /** What is trained. */
    public enum Task {
        PRETRAIN, FINETUNE
    }

    /**
     * What is measured.
     *
     * @param recipe batch size, steps, optimizer, dropout; {@code max_steps} are timed
     * @param weights where the starting weights are written for a comparison, if they are
     * @param warmUp steps before the first timed one: they pay for what is made once
     */
    public record Request(Task task, Architecture architecture, Recipe recipe, Optional<Path> weights, int warmUp) {
    }

    /**
     * What came out.
     *
     * @param device device and threads, in words
     * @param steps timed
     * @param parameters learnt values of the network
     * @param millisecondsPerStep median
     * @param imagesPerSecond radiographs over the median step
     * @param lossFirst loss of the first step, to be held against another program's
     * @param lossLast loss of the last step
     * @param waitingShare share of the time in which a step waited for its noise, which lies in memory, 0 to 1
     * @param peakBytes most memory of this process
     */
    public record Result( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
            String device, int steps, long parameters, double millisecondsPerStep, double imagesPerSecond,
            double lossFirst, double lossLast, double waitingShare, OptionalLong peakBytes) {
    }

    private final Request request;
    private final ComputeEngine engine;
    private final Kernels kernels;
    private final NetworkConfig config;
    private final int batch;
    private final int tokens;
    private final double clip;
    private final HostBuffer buffer;

    /**
     * Creates a measurement.
     *
     * @throws ComputeException if the engine cannot compute as the recipe asks
     */
    public TrainBench(Request request, ComputeEngine engine) throws ComputeException {
        this.request = request;
        this.engine = engine;
        Recipe recipe = request.recipe();
        this.kernels = engine.kernels(recipe.arithmetic(engine.linear()));
        this.buffer = new HostBuffer(kernels);
        this.batch = recipe.count(RecipeKey.BATCH_SIZE);
        this.tokens = recipe.count(RecipeKey.MAX_REPORT_TOKENS);
        this.clip = recipe.number(RecipeKey.CLIP_NORM);
        String dropout = recipe.text(RecipeKey.DROPOUT);
        this.config = NetworkConfig
                .of(request.architecture().preset(), request.architecture().size(),
                        recipe.count(RecipeKey.REPORT_WORDS), recipe.count(RecipeKey.TEXT_WORDS))
                .with("report.max_length", Integer.toString(tokens)).with("dropout.radiograph", dropout)
                .with("dropout.report", dropout).with("dropout.text", dropout).with("patch_keep", "1.0")
                .with("pixels.mean_image", "false").with("num_classes", Integer.toString(FINDINGS));
    }

    /** One step's loss; the tensors live as long as the scope around it. */
    private interface Step {

        NDArray loss(NDManager inputs);
    }

    /** Trains and measures. */
    public Result run() throws IOException {
        try (NDManager manager = engine.newManager();
                ParameterSet parameters = ParameterSet.create(manager,
                        request.task() == Task.PRETRAIN
                                ? ParameterLayout.pretraining(config)
                                : ParameterLayout.classification(config),
                        new Initializer(request.recipe().whole(RecipeKey.SEED)))) {
            if (request.weights().isPresent()) {
                ModelFile.write(request.weights().get(), config, parameters, Map.of());
            }
            Step step = request.task() == Task.PRETRAIN ? pretraining(parameters) : finetuning(parameters);
            Map<String, Double> textRates = request.task() == Task.PRETRAIN
                    ? Map.of(ParameterLayout.TEXT, request.recipe().number(RecipeKey.LR_TEXT),
                            ParameterLayout.TEXT_PROJECTION, request.recipe().number(RecipeKey.LR_TEXT))
                    : Map.of();
            Optimizer optimizer = OptimizerChoice.of(parameters, request.recipe(), textRates, engine.updates());
            return measure(step, optimizer, manager, parameters.count(""));
        }
    }

    private Result measure(Step step, Optimizer optimizer, NDManager manager, long count) {
        int steps = request.recipe().count(RecipeKey.MAX_STEPS);
        long waited = 0;
        double all = 0;
        double[] milliseconds = new double[steps];
        double first = Double.NaN;
        double last = Double.NaN;
        // The queue of a run: its noise lies in memory, so that next to nothing is waited for.
        try (BatchQueue<Step> queue = new BatchQueue<>(number -> step, 0, request.warmUp() + steps, 1)) {
            for (int i = -request.warmUp(); i < steps; i++) {
                long start = System.nanoTime();
                Step next = take(queue);
                long there = System.nanoTime();
                last = step(next, optimizer, manager);
                first = i == -request.warmUp() ? last : first;
                if (i >= 0) {
                    milliseconds[i] = (System.nanoTime() - start) / 1e6;
                    waited += there - start;
                    all += milliseconds[i];
                }
            }
        }
        Arrays.sort(milliseconds);
        double median = (milliseconds[(steps - 1) / 2] + milliseconds[steps / 2]) / 2;
        int images = request.task() == Task.PRETRAIN ? batch * config.study().views() : batch;
        return new Result(engine.words(), steps, count, median, images / median * 1000, first, last,
                waited / 1e6 / all, PeakMemory.bytes());
    }

    private static Step take(BatchQueue<Step> queue) {
        try {
            return queue.take();
        } catch (InterruptedException | ExecutionException impossible) {
            throw new IllegalStateException("noise that could not be taken", impossible);
        }
    }

    private double step(Step step, Optimizer optimizer, NDManager manager) {
        try (NDScope scope = new NDScope(); NDManager inputs = manager.newSubManager()) {
            scope.suppressNotUsedWarning();
            NDArray loss;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                loss = step.loss(inputs);
                optimizer.backward(gradients, loss, !kernels.awaitsRecompute());
                kernels.recompute();
            }
            if (clip > 0) {
                optimizer.clipGradients(clip);
            }
            optimizer.step(1);
            optimizer.zeroGradients();
            return loss.getFloat();
        }
    }

    private Step pretraining(ParameterSet parameters) {
        PretrainingObjective objective = new PretrainingObjective(
                new RefersNetwork(config, parameters, kernels), kernels);
        int images = batch * config.study().views();
        float[] pixels = Noise.pixels(images, config.radiograph());
        long[] report = Noise.tokens(batch, tokens, config.report().vocabSize());
        long[] text = Noise.tokens(batch, tokens, config.text().vocabSize());
        long[] lengths = new long[batch];
        Arrays.fill(lengths, tokens - 1L);
        long[] mask = new long[batch * tokens];
        Arrays.fill(mask, 1);
        Shape shape = new Shape(batch, tokens);
        return inputs -> objective.evaluate(StudyBatch.ofAllViews(images(inputs, pixels, images)),
                new ReportBatch(inputs.create(report, shape), lengths, inputs.create(text, shape),
                        inputs.create(mask, shape)),
                Mode.TRAINING).total();
    }

    private Step finetuning(ParameterSet parameters) {
        FindingClassifier classifier = new FindingClassifier(config, parameters, kernels);
        FindingLoss loss = new FindingLoss(kernels);
        float[] pixels = Noise.pixels(batch, config.radiograph());
        float[] labels = Noise.labels(batch * FINDINGS);
        return inputs -> loss.evaluate(classifier.logits(images(inputs, pixels, batch), Mode.TRAINING),
                inputs.create(labels, new Shape(batch, FINDINGS)));
    }

    private NDArray images(NDManager inputs, float[] pixels, int count) {
        int side = config.radiograph().imageSize();
        return buffer.tensor(inputs, pixels, new Shape(count, config.radiograph().channels(), side, side));
    }

    /**
     * Numbers that any language makes again: a generator of one multiplication (Lehmer's, modulus 2^31 - 1, factor 48271).
     */
    private static final class Noise {

        private static final long MODULUS = (1L << 31) - 1;
        private static final long FACTOR = 48_271;

        private long state;

        private Noise(long seed) {
            state = seed;
        }

        private double next() {
            state = state * FACTOR % MODULUS;
            return (double) state / MODULUS;
        }

        static float[] pixels(int images, RadiographConfig sizes) {
            Noise noise = new Noise(1);
            float[] values = new float[Math.multiplyExact(images * sizes.channels(),
                    sizes.imageSize() * sizes.imageSize())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * noise.next() - 1);
            }
            return values;
        }

        /** Tokens above the special ones. */
        static long[] tokens(int rows, int length, int vocabulary) {
            Noise noise = new Noise(2);
            long[] values = new long[rows * length];
            for (int i = 0; i < values.length; i++) {
                values[i] = 5 + (long) (noise.next() * (vocabulary - 5));
            }
            return values;
        }

        static float[] labels(int count) {
            Noise noise = new Noise(3);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = noise.next() < 0.2 ? 1 : 0;
            }
            return values;
        }
    }
}

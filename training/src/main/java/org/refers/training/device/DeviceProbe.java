package org.refers.training.device;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Optional;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.compute.TorchEngine;

/**
 * Computes on a device. Nothing is taken on trust: a device works when its numbers are
 * right, and a device that fails is reported, never replaced by another.
 */
public final class DeviceProbe {

    /** Large enough that a GPU shows what it can, small enough for a second on one slow core. */
    private static final int MATRIX = 1024;

    private static final int REPETITIONS = 3;

    /** Entries that are compared; each costs a sum of {@link #MATRIX} products in Java. */
    private static final int COMPARED = 64;

    private static final int SAMPLES = 48;
    private static final int FEATURES = 64;
    private static final int CLASSES = 10;

    /** Small enough that the loss falls for certain: the data are bounded by 1 and the loss's curvature by 1/4. */
    private static final float RATE = 0.05f;

    private final Compute compute;
    private final Watch watch;

    /** Hears of each part before it begins and after it came out. */
    public interface Watch {

        /** A part begins, which may take long or never end. */
        void begins(String device, String part);

        /** A part came out: all parts so far, those to come empty. Not called for the last, which the check's result holds. */
        void came(DeviceCheck soFar);
    }

    /**
     * Creates a probe that computes as a run would.
     *
     * @param compute threads, cache and libtorch; the device is given with each check
     * @param watch told what goes on
     */
    public DeviceProbe(Compute compute, Watch watch) {
        this.compute = compute;
        this.watch = watch;
    }

    /**
     * Computes on one device. One that is not there, or is no device, fails with the reason.
     *
     * @param device {@code cpu} or {@code cuda:N}
     */
    public DeviceCheck check(String device) {
        Optional<MatrixCheck> product = Optional.empty();
        Optional<StepCheck> step = Optional.empty();
        try (ComputeEngine engine = ComputeEngine
                .start(new Compute(device, compute.threads(), compute.cache(), compute.libtorch()));
                NDManager manager = engine.newManager()) {
            watch.begins(device, "matrix product");
            product = Optional.of(multiply(manager));
            watch.came(new DeviceCheck(device, product, step, Optional.empty(), Optional.empty()));
            watch.begins(device, "training step");
            step = Optional.of(step(manager));
            watch.came(new DeviceCheck(device, product, step, Optional.empty(), Optional.empty()));
            watch.begins(device, "steps of the tiny network");
            return new DeviceCheck(device, product, step, Optional.of(new NetworkProbe().check(engine)),
                    Optional.empty());
        } catch (ComputeException | RuntimeException | LinkageError problem) {
            return new DeviceCheck(device, product, step, Optional.empty(), Optional.of(TorchEngine.causes(problem)));
        }
    }

    private static MatrixCheck multiply(NDManager manager) {
        float[] left = waves(MATRIX * MATRIX, 0.7);
        float[] right = waves(MATRIX * MATRIX, 1.3);
        Shape square = new Shape(MATRIX, MATRIX);
        NDArray a = manager.create(left, square);
        NDArray b = manager.create(right, square);
        double best = Double.POSITIVE_INFINITY;
        float[] product = {};
        for (int i = 0; i <= REPETITIONS; i++) {
            long start = System.nanoTime();
            try (NDArray result = a.matMul(b)) {
                // Reading one entry waits for a GPU, which otherwise returns before it has computed anything.
                result.getFloat(0, 0);
                double seconds = (System.nanoTime() - start) / 1e9;
                best = i == 0 ? best : Math.min(best, seconds);
                product = i == REPETITIONS ? result.toFloatArray() : product;
            }
        }
        double operations = 2.0 * MATRIX * MATRIX * MATRIX;
        return new MatrixCheck(MATRIX, best, operations / best / 1e9, largestError(left, right, product));
    }

    private static double largestError(float[] left, float[] right, float[] product) {
        double worst = 0;
        for (int n = 0; n < COMPARED; n++) {
            int row = n * 16 + 3;
            int column = (n * 37 + 5) % MATRIX;
            double sum = 0;
            double magnitude = 0;
            for (int k = 0; k < MATRIX; k++) {
                double term = (double) left[row * MATRIX + k] * right[k * MATRIX + column];
                sum += term;
                magnitude += Math.abs(term);
            }
            double error = Math.abs(product[row * MATRIX + column] - sum) / magnitude;
            // NaN would lose every comparison and pass for a small error.
            worst = Double.isFinite(error) ? Math.max(worst, error) : Double.POSITIVE_INFINITY;
        }
        return worst;
    }

    private static StepCheck step(NDManager manager) {
        float[] data = waves(SAMPLES * FEATURES, 0.9);
        NDArray x = manager.create(data, new Shape(SAMPLES, FEATURES));
        NDArray y = manager.create(oneHot(), new Shape(SAMPLES, CLASSES));
        NDArray weights = manager.zeros(new Shape(FEATURES, CLASSES));
        weights.setRequiresGradient(true);
        long start = System.nanoTime();
        double before;
        try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = loss(x, y, weights);
            gradients.backward(loss);
            before = loss.getFloat();
        }
        NDArray gradient = weights.getGradient();
        NDArray updated = weights.stopGradient().sub(gradient.mul(RATE));
        double after = loss(x, y, updated).getFloat();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new StepCheck(before, after, seconds, gradientError(data, gradient.toFloatArray()));
    }

    /** Mean cross-entropy of a linear classifier: x (B, F), y one-hot (B, C), weights (F, C); a scalar in nats. */
    private static NDArray loss(NDArray x, NDArray y, NDArray weights) {
        return x.matMul(weights).logSoftmax(1).mul(y).sum().div(-SAMPLES);
    }

    /** With weights of 0 every class has probability 1/C, so the gradient is x' (1/C - y) / B. */
    private static double gradientError(float[] x, float[] gradient) {
        float[] y = oneHot();
        double worst = 0;
        for (int feature = 0; feature < FEATURES; feature++) {
            for (int label = 0; label < CLASSES; label++) {
                double expected = 0;
                for (int sample = 0; sample < SAMPLES; sample++) {
                    double excess = 1.0 / CLASSES - y[sample * CLASSES + label];
                    expected += x[sample * FEATURES + feature] * excess / SAMPLES;
                }
                double error = Math.abs(gradient[feature * CLASSES + label] - expected);
                worst = Double.isFinite(error) ? Math.max(worst, error) : Double.POSITIVE_INFINITY;
            }
        }
        return worst;
    }

    private static float[] oneHot() {
        float[] y = new float[SAMPLES * CLASSES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            y[sample * CLASSES + sample * 7 % CLASSES] = 1;
        }
        return y;
    }

    /** Numbers between -1 and 1 without a short period. */
    private static float[] waves(int count, double frequency) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.sin(frequency * i + 1e-7 * frequency * i * (double) i);
        }
        return values;
    }
}

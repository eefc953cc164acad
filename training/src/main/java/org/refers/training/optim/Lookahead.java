package org.refers.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.UpdateKernels;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsException;
import org.refers.model.store.SafetensorsWriter;

/**
 * Lookahead (Zhang et al. 2019) around another optimizer: after every k-th step the slow weights move by alpha towards
 * the fast ones, which then start again from there. The inner optimizer's memory is left as it is.
 */
public final class Lookahead implements Optimizer {

    private static final String STEPS = "lookahead_steps";

    private final Optimizer inner;
    private final int interval;
    private final double alpha;
    private final UpdateKernels kernels;
    private final NDList fast;
    private final OptimizerState slow;
    private long steps;

    /**
     * When and how far the slow weights move.
     *
     * @param steps k, at least 1
     * @param alpha share of the way, above 0 to 1
     */
    public record Pace(int steps, double alpha) {

        /** Creates the pace. */
        public Pace {
            if (steps < 1 || !(alpha > 0) || alpha > 1) {
                throw new IllegalArgumentException("lookahead needs steps >= 1 and 0 < alpha <= 1, not " + steps + ", "
                        + alpha);
            }
        }
    }

    /** Creates the wrapper; the slow weights start at the present ones. */
    public Lookahead(Optimizer inner, ParameterSet parameters, Pace pace, UpdateKernels kernels) {
        this.inner = inner;
        this.interval = pace.steps();
        this.alpha = pace.alpha();
        this.kernels = kernels;
        List<String> names = parameters.trainable();
        this.fast = new NDList(new ArrayList<>(names.stream().map(parameters::get).toList()));
        this.slow = new OptimizerState("slow", names, parameters);
        kernels.copy(fast, slow.arrays());
    }

    @Override
    public void backward(GradientCollector graph, NDArray loss, boolean alone) {
        inner.backward(graph, loss, alone);
    }

    @Override
    public void step(double factor) {
        inner.step(factor);
        steps++;
        if (steps % interval == 0) {
            kernels.mix(slow.arrays(), fast, alpha);
        }
    }

    @Override
    public void zeroGradients() {
        inner.zeroGradients();
    }

    @Override
    public double gradientNorm() {
        return inner.gradientNorm();
    }

    @Override
    public double clipGradients(double maxNorm) {
        return inner.clipGradients(maxNorm);
    }

    @Override
    public void store(SafetensorsWriter writer) {
        inner.store(writer);
        slow.store(writer);
        writer.longs(STEPS, new long[0], new long[]{steps});
    }

    @Override
    public void load(Safetensors file) throws IOException {
        inner.load(file);
        slow.load(file);
        long[] stored = file.longs(STEPS);
        if (stored.length != 1 || stored[0] < 0) {
            throw new SafetensorsException("the step counter of Lookahead is broken");
        }
        steps = stored[0];
    }
}

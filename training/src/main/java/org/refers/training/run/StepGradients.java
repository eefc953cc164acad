package org.refers.training.run;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.refers.model.network.Scalars;
import org.refers.training.data.Seeds;
import org.refers.training.optim.Optimizer;
import org.refers.training.run.Machine.Moment;
import org.refers.training.run.Machine.Moments;
import org.refers.training.run.TrainingTask.LossTerms;

/**
 * The gradients of one step, added up over its micro batches. Everything random in it follows from the seed and the
 * step's number, so that a step can be done again.
 *
 * @param <B> the task's micro batch
 */
final class StepGradients<B> {

    private final TrainingTask<B> task;
    private final Optimizer optimizer;
    private final long seed;
    private final Moments moments;

    StepGradients(TrainingTask<B> task, Optimizer optimizer, long seed, Moments moments) {
        this.task = task;
        this.optimizer = optimizer;
        this.seed = seed;
        this.moments = moments;
    }

    /**
     * The loss of a step.
     *
     * @param total what is minimised
     * @param terms its parts by name
     * @param images radiographs that the network read
     */
    record Loss(double total, SequencedMap<String, Double> terms, int images) {
    }

    /**
     * Adds the gradients of all micro batches to those that are there, which must be zero. The tensors of a micro batch die
     * with its scope, before the next one begins: memory stays flat, and fewer items at once need less of it.
     *
     * @param step steps done before this one
     */
    Loss add(List<B> batches, long step) {
        // Dropout is then a function of the step, which exact resuming needs.
        Engine.getInstance().setRandomSeed(Seeds.engineSeed(seed, step + 1));
        SequencedMap<String, Double> terms = new LinkedHashMap<>();
        double total = 0;
        int items = batches.stream().mapToInt(task::items).sum();
        for (B batch : batches) {
            moments.before(Moment.MICRO_BATCH, step + 1, task.items(batch));
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                total += add(batch, step, (double) task.items(batch) / items, terms, batches.size() == 1);
            }
        }
        return new Loss(total, terms, batches.stream().mapToInt(task::images).sum());
    }

    private double add(B batch, long step, double share, Map<String, Double> sums, boolean alone) {
        LossTerms loss;
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            loss = task.loss(batch, step);
            optimizer.backward(gradients, share == 1 ? loss.total() : Scalars.mul(loss.total(), share),
                    alone && !task.kernels().awaitsRecompute());
            task.kernels().recompute();
        } finally {
            task.kernels().forget();
        }
        for (Map.Entry<String, NDArray> term : loss.terms().entrySet()) {
            sums.merge(term.getKey(), share * term.getValue().getFloat(), Double::sum);
        }
        return share * loss.total().getFloat();
    }
}

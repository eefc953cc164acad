package org.refers.training.run;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.refers.model.network.Scalars;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.training.data.BatchQueue;
import org.refers.training.data.LostDataException;
import org.refers.training.data.Seeds;
import org.refers.training.optim.Optimizer;
import org.refers.training.run.TrainingEvent.CheckpointWritten;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingEvent.ValidationFinished;
import org.refers.training.run.TrainingTask.LossTerms;
import org.refers.training.run.TrainingTask.Validation;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;

/**
 * The loop: batch, loss, gradients, step, and every so often a validation and a checkpoint. All tensors of a step die
 * with its scope, so memory stays flat. Every draw follows from the seed and the step: a resumed run repeats what it
 * would have done without the stop.
 *
 * @param <B> the task's micro batch
 */
final class TrainingSession<B> {

    private final TrainingTask<B> task;
    private final Optimizer optimizer;
    private final SessionPlan plan;
    private final CheckpointStore store;
    private final RunJournal journal;
    private final LossWatch watch = new LossWatch();

    private CheckpointState state = CheckpointState.start();
    private long savedStep = -1;
    private long savedAt;
    private OptionalDouble firstLoss = OptionalDouble.empty();
    private OptionalDouble lastLoss = OptionalDouble.empty();
    private OptionalDouble validationLoss = OptionalDouble.empty();

    TrainingSession(TrainingTask<B> task, Optimizer optimizer, SessionPlan plan, CheckpointStore store,
            RunJournal journal) {
        this.task = task;
        this.optimizer = optimizer;
        this.plan = plan;
        this.store = store;
        this.journal = journal;
    }

    /**
     * How the loop ended.
     *
     * @param state where the run stands
     * @param stopped whether the user ended it
     * @param waiting share of the steps' time that went by waiting for batches
     */
    record Outcome(CheckpointState state, boolean stopped, OptionalDouble firstLoss, OptionalDouble lastLoss,
            OptionalDouble validationLoss, double imagesPerSecond, double waiting) {

        /** The user ended the run while its data was being read. */
        static Outcome beforeTheFirstStep() {
            return new Outcome(CheckpointState.start(), true, OptionalDouble.empty(), OptionalDouble.empty(),
                    OptionalDouble.empty(), 0, 0);
        }
    }

    /**
     * Trains to the last step, the early stop, or the user's stop, whichever is first; a checkpoint is on disk then.
     *
     * @param from where the parameters and the optimizer stand
     * @param workers threads that make batches
     */
    Outcome run(CheckpointState from, int workers, BooleanSupplier stop) throws TrainingException {
        state = from;
        savedStep = from.step() > 0 ? from.step() : -1;
        savedAt = System.nanoTime();
        Throughput throughput = new Throughput(System::nanoTime);
        try (BatchQueue<List<B>> queue = new BatchQueue<>(task::prepare, from.step(), plan.maxSteps(), workers)) {
            loop(queue, throughput, stop);
            boolean ended = state.step() >= plan.maxSteps() || isOutOfPatience();
            saveIfNew(false);
            return new Outcome(state, !ended, firstLoss, lastLoss, validationLoss, throughput.wholeRate(),
                    throughput.wholeWaiting());
        } catch (IOException unwritable) {
            throw TrainingException.fault("The checkpoint of step " + state.step()
                    + " could not be written; is the disk full? " + lastGood(), unwritable);
        }
    }

    private void loop(BatchQueue<List<B>> queue, Throughput throughput, BooleanSupplier stop)
            throws TrainingException, IOException {
        double secondsBefore = state.seconds();
        while (state.step() < plan.maxSteps() && !isOutOfPatience() && !stop.getAsBoolean()) {
            throughput.begin();
            List<B> batches = batch(queue);
            throughput.waited();
            long following = state.step() + 1;
            step(batches, throughput);
            state = new CheckpointState(following, state.bestStep(), state.bestValue(), state.sinceBest(),
                    secondsBefore + throughput.seconds());
            if (isDue(following, plan.validateEvery()) || following == plan.maxSteps()) {
                validate(stop);
            }
            saveIfDue();
        }
    }

    private static boolean isDue(long step, long every) {
        return every > 0 && step % every == 0;
    }

    private boolean isOutOfPatience() {
        return plan.patience() > 0 && state.sinceBest() >= plan.patience();
    }

    private List<B> batch(BatchQueue<List<B>> queue) throws TrainingException {
        try {
            return queue.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw TrainingException.fault("The run was interrupted at step " + state.step() + ". " + lastGood(),
                    interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof LostDataException lost) {
                throw TrainingException.input(lost.getMessage() + " The run ends before step " + (state.step() + 1)
                        + ". " + lastGood(), lost);
            }
            throw TrainingException.fault("The batch of step " + (state.step() + 1) + " could not be made. "
                    + lastGood(), failed.getCause());
        }
    }

    private void step(List<B> batches, Throughput throughput) throws TrainingException {
        long number = state.step() + 1;
        // Dropout is then a function of the step, which exact resuming needs.
        Engine.getInstance().setRandomSeed(Seeds.engineSeed(plan.seed(), number));
        SequencedMap<String, Double> losses = new LinkedHashMap<>();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            int items = batches.stream().mapToInt(task::items).sum();
            for (B batch : batches) {
                accumulate(batch, (double) task.items(batch) / items, losses);
            }
        }
        double loss = losses.getOrDefault("", Double.NaN);
        losses.remove("");
        double norm = plan.clipNorm() > 0 ? optimizer.clipGradients(plan.clipNorm()) : optimizer.gradientNorm();
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw TrainingException.fault("The " + (Double.isFinite(loss) ? "gradient" : "loss") + " of step " + number
                    + " is no number; a lower lr or clip_norm=1 usually helps. " + lastGood(), null);
        }
        if (watch.hasDiverged(loss)) {
            throw TrainingException
                    .fault(("The training has come apart: at step %d the loss is %.3g, three times its lowest"
                            + " and above the first; a lower lr or clip_norm=1 usually helps. %s").formatted(number,
                                    loss,
                                    bestOrLast()),
                            null);
        }
        double factor = plan.factor(state.step());
        optimizer.step(factor);
        optimizer.zeroGradients();
        throughput.finish(batches.stream().mapToInt(task::images).sum());
        firstLoss = firstLoss.isPresent() ? firstLoss : OptionalDouble.of(loss);
        lastLoss = OptionalDouble.of(loss);
        journal.accept(new StepFinished(number, plan.maxSteps(), loss, losses, plan.learningRate() * factor, norm,
                throughput.recentRate(), throughput.recentWaiting(), throughput.secondsFor(plan.maxSteps() - number)));
    }

    /** Adds a micro batch's gradients to those that are there; the total is filed under the empty name. */
    private void accumulate(B batch, double share, Map<String, Double> losses) {
        LossTerms terms;
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            terms = task.loss(batch, state.step());
            gradients.backward(share == 1 ? terms.total() : Scalars.mul(terms.total(), share));
            task.kernels().recompute();
        } finally {
            task.kernels().forget();
        }
        losses.merge("", share * terms.total().getFloat(), Double::sum);
        for (Map.Entry<String, NDArray> term : terms.terms().entrySet()) {
            losses.merge(term.getKey(), share * term.getValue().getFloat(), Double::sum);
        }
    }

    private void validate(BooleanSupplier stop) throws IOException {
        if (!task.canValidate()) {
            return;
        }
        Validation validation = task.validate(stop);
        if (stop.getAsBoolean()) {
            // Cut short: the figure would be of fewer studies than the others.
            return;
        }
        validationLoss = OptionalDouble.of(validation.loss());
        journal.accept(new ValidationFinished(state.step(), validation.loss(), validation.metrics()));
        boolean best = Double.isFinite(validation.score())
                && (state.bestStep() == 0 || validation.score() > state.bestValue());
        state = best
                ? new CheckpointState(state.step(), state.step(), validation.score(), 0, state.seconds())
                : new CheckpointState(state.step(), state.bestStep(), state.bestValue(), state.sinceBest() + 1,
                        state.seconds());
        if (best) {
            saveIfNew(true);
        }
    }

    private void saveIfDue() throws IOException {
        boolean timeIsUp = plan.saving().everyMinutes() > 0
                && System.nanoTime() - savedAt > plan.saving().everyMinutes() * 60e9;
        if (isDue(state.step(), plan.saving().everySteps()) || timeIsUp) {
            saveIfNew(false);
        }
    }

    private void saveIfNew(boolean best) throws IOException {
        if (state.step() == savedStep) {
            return;
        }
        SafetensorsWriter remembered = Safetensors.writer();
        optimizer.store(remembered);
        String name = store.save(state, task::writeModel, remembered::write, best);
        savedStep = state.step();
        savedAt = System.nanoTime();
        journal.accept(new CheckpointWritten(state.step(), name, best));
    }

    /** The newest one may hold weights that have come apart already. */
    private String bestOrLast() {
        return bestStep().map(step -> "The best checkpoint is step-%06d.".formatted(step)).orElseGet(this::lastGood);
    }

    private String lastGood() {
        return savedStep > 0
                ? "The last good checkpoint is step-%06d.".formatted(savedStep)
                : "No checkpoint was written yet.";
    }

    /** The step reached so far, for whoever tells of a failure. */
    long stepsDone() {
        return state.step();
    }

    /** The best validation's step, if there was one. */
    Optional<Long> bestStep() {
        return state.bestStep() > 0 ? Optional.of(state.bestStep()) : Optional.empty();
    }
}

package org.refers.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.torch.TorchMemory;
import org.refers.training.compute.MemoryFault;
import org.refers.training.data.BatchQueue;
import org.refers.training.data.LostDataException;
import org.refers.training.optim.Optimizer;
import org.refers.training.run.Machine.Moment;
import org.refers.training.run.TrainingEvent.CheckpointWritten;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingEvent.ValidationFinished;
import org.refers.training.run.TrainingTask.Validation;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;

/**
 * The loop: batch, loss, gradients, step, and every so often a validation and a checkpoint. Every draw follows from the
 * seed and the step: a resumed run repeats what it would have done without the stop.
 *
 * @param <B> the task's micro batch
 */
final class TrainingSession<B> {

    private static final String LESS = "set a smaller micro_batch_size or end other programs, and "
            + TrainingException.RESUME + ". ";

    private final TrainingTask<B> task;
    private final Optimizer optimizer;
    private final SessionPlan plan;
    private final CheckpointStore store;
    private final RunJournal journal;
    private final Machine machine;
    private final int workers;
    private final StudyPanel panel;
    private final StepGradients<B> gradients;
    private final SaveTimer timer;
    private final LossWatch watch = new LossWatch();
    private final MemoryMeter memory;

    private CheckpointState state = CheckpointState.start();
    /** The state's micro batch, for the threads that make batches. */
    private volatile int atOnce;
    private long savedStep = -1;
    private boolean isSaved = true;
    private OptionalDouble firstLoss = OptionalDouble.empty();
    private OptionalDouble lastLoss = OptionalDouble.empty();
    private OptionalDouble validationLoss = OptionalDouble.empty();

    TrainingSession(TrainingTask<B> task, Optimizer optimizer, SessionPlan plan, CheckpointStore store,
            Surroundings surroundings) {
        this.task = task;
        this.optimizer = optimizer;
        this.plan = plan;
        this.store = store;
        this.journal = surroundings.journal;
        this.machine = surroundings.machine;
        this.workers = surroundings.workers;
        this.panel = surroundings.panel;
        this.gradients = new StepGradients<>(task, optimizer, plan.seed(), machine.moments());
        this.timer = new SaveTimer(machine.nanoClock(), plan.saving().everyMinutes());
        this.memory = new MemoryMeter(machine, task.parameters().manager().getDevice());
    }

    /**
     * Who hears of the loop, and the machine under it.
     *
     * @param workers threads that make batches
     * @param panel studies that are looked at on the way
     */
    record Surroundings(RunJournal journal, Machine machine, int workers, StudyPanel panel) {
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
    Outcome run(CheckpointState from, BooleanSupplier stop) throws TrainingException {
        state = from.microBatch() == 0 ? from.withMicroBatch(task.microBatch()) : from;
        atOnce = state.microBatch();
        savedStep = from.step() > 0 ? from.step() : -1;
        timer.saved();
        Throughput throughput = new Throughput(machine.nanoClock());
        try (BatchQueue<Prepared<B>> queue = new BatchQueue<>(this::prepare, from.step(), plan.maxSteps(), workers)) {
            loop(queue, throughput, stop);
            boolean ended = state.step() >= plan.maxSteps() || isOutOfPatience();
            save(false);
            panel.cost(throughput.seconds()).ifPresent(journal::note);
            return new Outcome(state, !ended, firstLoss, lastLoss, validationLoss, throughput.wholeRate(),
                    throughput.wholeWaiting());
        } catch (IOException unwritable) {
            throw unwritable(unwritable);
        } catch (UncheckedIOException unwritable) {
            throw unwritable(FolderFault.causeOf(unwritable));
        } catch (RuntimeException | OutOfMemoryError failed) {
            if (!MemoryFault.is(failed)) {
                throw failed;
            }
            throw TrainingException.fault("Memory ran out after step " + state.step()
                    + ", outside of the computation of a step's gradients; " + LESS + lastGood(), failed);
        }
    }

    private TrainingException unwritable(IOException problem) {
        return TrainingException.fault("The run ended after step " + state.step() + ". "
                + FolderFault.sentence(journal.folder(), problem) + " " + lastGood(), problem);
    }

    private void loop(BatchQueue<Prepared<B>> queue, Throughput throughput, BooleanSupplier stop)
            throws TrainingException, IOException {
        if (state.step() == 0) {
            look(false);
        }
        if (state.validationDue()) {
            validate(stop);
        }
        double secondsBefore = state.seconds();
        while (state.step() < plan.maxSteps() && !isOutOfPatience() && !stop.getAsBoolean()) {
            throughput.begin();
            timer.begin();
            Prepared<B> batches = batch(queue);
            throughput.waited();
            long following = state.step() + 1;
            boolean fits = step(batches, throughput);
            timer.endStep();
            boolean validates = task.canValidate()
                    && (isDue(following, plan.validateEvery()) || following == plan.maxSteps());
            state = state.after(following, secondsBefore + throughput.seconds(), validates);
            isSaved = false;
            if (!fits) {
                // Whoever goes on from here goes on with as many at once as this step took.
                save(false);
            }
            if (validates) {
                validate(stop);
            }
            if (isDue(following, plan.saving().everySteps()) || timer.isDueBeforeStep()) {
                save(false);
            }
        }
    }

    /** A step's micro batches, of at most so many items each. */
    private record Prepared<B>(int microBatch, List<B> batches) {
    }

    private Prepared<B> prepare(long step) {
        int microBatch = atOnce;
        return new Prepared<>(microBatch, task.prepare(step, microBatch));
    }

    private static boolean isDue(long step, long every) {
        return every > 0 && step % every == 0;
    }

    private boolean isOutOfPatience() {
        return plan.patience() > 0 && state.sinceBest() >= plan.patience();
    }

    private Prepared<B> batch(BatchQueue<Prepared<B>> queue) throws TrainingException {
        try {
            Prepared<B> prepared = queue.take();
            // Made ahead, before memory ran out.
            return prepared.microBatch == state.microBatch() ? prepared : prepare(state.step());
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

    /** Does a step; whether memory held as many items at once as before. */
    private boolean step(Prepared<B> batches, Throughput throughput) throws TrainingException {
        long number = state.step() + 1;
        StepGradients.Loss loss = gradients(batches);
        double norm = plan.clipNorm() > 0 ? optimizer.clipGradients(plan.clipNorm()) : optimizer.gradientNorm();
        requireSound(loss.total(), norm, number);
        machine.moments().before(Moment.UPDATE, number, 0);
        double factor = plan.factor(state.step());
        optimizer.step(factor);
        optimizer.zeroGradients();
        throughput.finish(loss.images());
        firstLoss = firstLoss.isPresent() ? firstLoss : OptionalDouble.of(loss.total());
        lastLoss = OptionalDouble.of(loss.total());
        journal.accept(new StepFinished(number, plan.maxSteps(), loss.total(), loss.terms(),
                plan.learningRate() * factor, norm, throughput.recentRate(), throughput.recentWaiting(),
                throughput.secondsFor(plan.maxSteps() - number), state.microBatch(), memory.read()));
        return batches.microBatch == state.microBatch();
    }

    /**
     * The gradients of a step. Where memory runs out, what was added up is thrown away and the step begins again with half as
     * many items at once: the same studies, the same draws, the same batch.
     */
    private StepGradients.Loss gradients(Prepared<B> batches) throws TrainingException {
        Prepared<B> now = batches;
        while (true) {
            try {
                return gradients.add(now.batches, state.step());
            } catch (RuntimeException | OutOfMemoryError failed) {
                if (!MemoryFault.is(failed)) {
                    throw failed;
                }
                optimizer.zeroGradients();
                TorchMemory.release(task.parameters().manager().getDevice());
                halve(failed);
                now = prepare(state.step());
            }
        }
    }

    private void halve(Throwable why) throws TrainingException {
        int before = state.microBatch();
        if (before <= task.smallestMicroBatch()) {
            throw TrainingException.fault(("Memory ran out in step %d with a micro_batch_size of %d, and %s; end other"
                    + " programs or take a machine with more memory, and resume the run. %s").formatted(
                            state.step() + 1, before, task.smallestMicroBatch() > 1
                                    ? "with fewer the contrast teaches nothing"
                                    : "fewer are not possible",
                            lastGood()),
                    why);
        }
        int after = Math.max(task.smallestMicroBatch(), (before + 1) / 2);
        state = state.withMicroBatch(after);
        atOnce = after;
        journal.notice(
                ("Memory ran out in step %d; it is done again, and from here on micro_batch_size is %d instead of %d,"
                        + " with the batch as before. %s").formatted(state.step() + 1, after, before,
                                task.withMicroBatch(after)));
    }

    private void requireSound(double loss, double norm, long number) throws TrainingException {
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
    }

    private void validate(BooleanSupplier stop) throws IOException {
        if (timer.isDueBeforeValidation()) {
            save(false);
        }
        timer.begin();
        machine.moments().before(Moment.VALIDATION, state.step(), 0);
        Validation validation = task.validate(stop);
        if (stop.getAsBoolean()) {
            // Cut short: the figure would be of fewer studies than the others. Whoever goes on does it again.
            return;
        }
        look(state.step() >= plan.maxSteps());
        timer.endValidation();
        validationLoss = OptionalDouble.of(validation.loss());
        journal.accept(new ValidationFinished(state.step(), validation.loss(), validation.metrics()));
        boolean best = Double.isFinite(validation.score())
                && (state.bestStep() == 0 || validation.score() > state.bestValue());
        state = best ? state.best(validation.score()) : state.notBest();
        isSaved = false;
        if (best) {
            save(true);
        }
    }

    /** A look is for the eyes of people: where memory does not hold it, the run goes on without. */
    private void look(boolean last) throws IOException {
        try {
            machine.moments().before(Moment.LOOK, state.step(), 0);
            panel.look(state.step(), last);
        } catch (RuntimeException | OutOfMemoryError failed) {
            if (!MemoryFault.is(failed)) {
                throw failed;
            }
            TorchMemory.release(task.parameters().manager().getDevice());
            journal.notice("Memory did not hold a look at the panel in step " + state.step()
                    + "; fewer panel_studies need less.");
        }
    }

    /** Writes a checkpoint, unless the present state is on the disk. */
    private void save(boolean best) throws IOException {
        if (isSaved) {
            return;
        }
        SafetensorsWriter remembered = Safetensors.writer();
        optimizer.store(remembered);
        String name = store.save(state, task::writeModel, remembered::write, best);
        savedStep = state.step();
        isSaved = true;
        timer.saved();
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

    /** The best validation's step, if there was one. */
    Optional<Long> bestStep() {
        return state.bestStep() > 0 ? Optional.of(state.bestStep()) : Optional.empty();
    }
}

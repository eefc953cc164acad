package org.refers.training.run;

/** A run that goes on elsewhere: another thread now, another process later. */
public interface RunHandle {

    /** Asks the run to end after its current step, with a checkpoint. Returns at once. */
    void stop();

    /**
     * Waits for the run's end.
     *
     * @throws TrainingException if the run could not begin or go on
     */
    RunSummary await() throws TrainingException;

    /** Whether the run has ended. */
    boolean isDone();
}

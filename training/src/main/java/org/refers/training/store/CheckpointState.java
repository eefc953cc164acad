package org.refers.training.store;

/**
 * Where a run stands at a checkpoint, besides its tensors. Every random draw of a run follows from its seed, the epoch
 * and the step, so no generator's state is needed.
 *
 * @param step optimizer steps done
 * @param bestStep step of the best validation so far, 0 if there was none
 * @param bestValue its value; meaningless while {@code bestStep} is 0
 * @param sinceBest validations since the best one
 * @param seconds time the run has taken so far, over all its starts
 * @param microBatch items computed at once, which may have become fewer than the recipe says; 0 for as many as it says
 * @param validationDue whether the validation of this step is still to be done
 */
public record CheckpointState(long step, long bestStep, double bestValue, int sinceBest, double seconds,
        int microBatch, boolean validationDue) {

    /** The state before the first step. */
    public static CheckpointState start() {
        return new CheckpointState(0, 0, 0, 0, 0, 0, false);
    }

    /** After one more step. */
    public CheckpointState after(long done, double secondsSoFar, boolean isValidationDue) {
        return new CheckpointState(done, bestStep, bestValue, sinceBest, secondsSoFar, microBatch, isValidationDue);
    }

    /** After a validation that was the best one so far. */
    public CheckpointState best(double value) {
        return new CheckpointState(step, step, value, 0, seconds, microBatch, false);
    }

    /** After a validation that was not. */
    public CheckpointState notBest() {
        return new CheckpointState(step, bestStep, bestValue, sinceBest + 1, seconds, microBatch, false);
    }

    /** With another number of items at once, 0 for as many as the recipe says. */
    public CheckpointState withMicroBatch(int items) {
        return new CheckpointState(step, bestStep, bestValue, sinceBest, seconds, items, validationDue);
    }
}

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
 */
public record CheckpointState(long step, long bestStep, double bestValue, int sinceBest, double seconds) {

    /** The state before the first step. */
    public static CheckpointState start() {
        return new CheckpointState(0, 0, 0, 0, 0);
    }
}

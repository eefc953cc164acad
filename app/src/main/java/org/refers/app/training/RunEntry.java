package org.refers.app.training;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A run in the runs folder.
 *
 * @param name the folder's name
 * @param folder the folder
 * @param plan how it was started, to go on with it; its folder stands for the workspace, which a run does not keep
 * @param step steps done
 * @param totalSteps steps it was to take, 0 if unknown
 * @param state what became of it
 * @param figure its last training loss
 * @param device where it computes or computed, or waits to; empty if its folder does not say
 * @param facts what else its folder says
 */
public record RunEntry(String name, Path folder, RunPlan plan, long step, long totalSteps, State state,
        OptionalDouble figure, String device, Facts facts) {

    /** What became of a run. */
    public enum State {
        /** It waits until its device is free. */
        QUEUED,
        /** It goes on, started by this window. */
        RUNNING,
        /** It goes on, started by a terminal or by a window that is closed. */
        FOUND,
        /** All steps done, or ended early because nothing got better. */
        FINISHED,
        /** It was stopped and has steps left. */
        STOPPED,
        /** It ended by itself before its last step. */
        FAILED;

        /** Whether a process carries it out, or waits to. */
        public boolean goesOn() {
            return this == QUEUED || this == RUNNING || this == FOUND;
        }

        /** Whether it can go on from where it ended. */
        public boolean canResume() {
            return this == STOPPED || this == FAILED;
        }
    }

    /**
     * What else a run's folder says.
     *
     * @param written when it was written to last
     * @param best the best value of its validations: AUROC, or the loss with a minus sign; larger is better
     * @param before runs before it in the queue, 0 if it does not wait
     * @param fault why it ended by itself, in a sentence; empty if its log does not say
     */
    public record Facts(Instant written, OptionalDouble best, int before, String fault) {

        /** Nothing. */
        public static final Facts NONE = new Facts(Instant.EPOCH, OptionalDouble.empty(), 0, "");
    }

    /** The same run in another state. */
    RunEntry in(State other) {
        return new RunEntry(name, folder, plan, step, totalSteps, other, figure, device, facts);
    }
}

package org.refers.app.training;

import java.nio.file.Path;
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
 * @param device where it computes or computed; empty if its folder does not say
 */
public record RunEntry(String name, Path folder, RunPlan plan, long step, long totalSteps, State state,
        OptionalDouble figure, String device) {

    /** What became of a run. */
    public enum State {
        /** It goes on, in this window or without one. */
        RUNNING,
        /** All steps done, or ended early because nothing got better. */
        FINISHED,
        /** It has steps left and a checkpoint to go on from. */
        STOPPED
    }

    /** The same run in another state. */
    RunEntry in(State other) {
        return new RunEntry(name, folder, plan, step, totalSteps, other, figure, device);
    }
}

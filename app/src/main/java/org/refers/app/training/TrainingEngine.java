package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.refers.training.run.TrainingEvent;

/** What the engine does for the training screen. */
public interface TrainingEngine {

    /**
     * Starts a run on a thread of its own.
     *
     * @param events told on the run's thread
     * @throws IllegalArgumentException if a value of the plan is wrong; the message is a sentence for the user
     */
    RunControl start(RunPlan plan, Consumer<TrainingEvent> events);

    /**
     * Follows a run that goes on in another process.
     *
     * @param events told from the run's first step on, on the thread that waits for the run
     */
    RunControl follow(Path run, Consumer<TrainingEvent> events);

    /** The runs of a folder, the newest first. In the background only. */
    List<RunEntry> runs(Path folder) throws Exception;

    /** Asks a run that goes on or waits, wherever it was started, to end; with a checkpoint if it has begun. In the background only. */
    void requestStop(Path run) throws Exception;

    /** What a run was started with, to start another like it. In the background only. */
    Copied copy(Path run) throws Exception;

    /** Where deleted runs go. */
    RunBin bin();

    /**
     * What a run was started with.
     *
     * @param plan all of it
     * @param lostModels how many models it began with that are not among the runs, and have to be chosen again
     */
    record Copied(RunPlan plan, int lostModels) {
    }

    /** What a run told so far, from its folder. In the background only. */
    List<TrainingEvent> history(Path run) throws Exception;

    /** Names of the recipes, the default first. */
    List<String> recipes();

    /** Why a key of a recipe is what it is by default, and what it may be. */
    String reason(String key);

    /** What is known of a run before it starts. */
    RunAdvisor advisor();

    /** A run that goes on. */
    interface RunControl {

        /** Asks it to end after its step, with a checkpoint. */
        void stop();

        /** Watches it no more; the run goes on. */
        default void release() {
        }

        /** Waits until it has ended; a run that could not begin throws. In the background only. */
        void await() throws Exception;
    }
}

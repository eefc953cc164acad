package org.refers.training.run;

import java.util.function.Consumer;

/**
 * Starts runs. The window and the command line share this seam; requests, events and summaries are plain data, so that
 * neither sees whether a run lives in this process or in one of its own.
 */
public interface RunLauncher {

    /**
     * Starts a run.
     *
     * @param events receives the run's events, in order, on a thread of the launcher's; it must be quick
     */
    RunHandle start(RunRequest request, Consumer<TrainingEvent> events);
}

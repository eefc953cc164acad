package org.refers.training.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts runs. The window and the command line share this seam; requests, events and summaries are plain data, so that
 * a run can live in a child process without either of them changing.
 */
public final class RunLauncher {

    private final RunStarter starter;

    /** Creates a launcher of runs in this process, each on a thread of its own. */
    public RunLauncher() {
        this(new RunStarter());
    }

    RunLauncher(RunStarter starter) {
        this.starter = starter;
    }

    /**
     * Starts a run.
     *
     * @param events receives the run's events, in order, on the run's thread; it must be quick
     */
    public RunHandle start(RunRequest request, Consumer<TrainingEvent> events) {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<RunSummary> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().name("run").unstarted(() -> {
            try {
                result.complete(starter.run(request, events, stop::get));
            } catch (Throwable failure) { // because whatever ends the thread must reach whoever waits for the run
                result.completeExceptionally(failure);
            }
        });
        thread.start();
        return new ThreadHandle(stop, result);
    }

    private record ThreadHandle(AtomicBoolean stopRequested, CompletableFuture<RunSummary> result)
            implements
                RunHandle {

        @Override
        public void stop() {
            stopRequested.set(true);
        }

        @Override
        public boolean isDone() {
            return result.isDone();
        }

        @Override
        public RunSummary await() throws TrainingException {
            try {
                return result.get();
            } catch (InterruptedException interrupted) {
                stopRequested.set(true);
                Thread.currentThread().interrupt();
                throw TrainingException.fault("Waiting for the run was interrupted; the run stops after its step.",
                        interrupted);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof TrainingException told) {
                    throw told;
                }
                throw TrainingException.fault("The run ended by a fault (" + nameOf(failed.getCause()) + ").",
                        failed.getCause());
            }
        }

        private static String nameOf(@Nullable Throwable cause) {
            return cause == null ? "unknown" : cause.getClass().getSimpleName();
        }
    }
}

package org.refers.training.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Starts runs in this process, each on a thread of its own. A fault of the engine then takes the program with it. */
public final class ThreadLauncher implements RunLauncher {

    private final RunStarter starter;

    /** Creates a launcher. */
    public ThreadLauncher() {
        this(new RunStarter());
    }

    ThreadLauncher(RunStarter starter) {
        this.starter = starter;
    }

    @Override
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
        return new FutureHandle(() -> stop.set(true), result, true);
    }
}

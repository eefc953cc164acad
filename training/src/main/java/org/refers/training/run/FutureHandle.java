package org.refers.training.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A run whose end completes a future.
 *
 * @param asksToStop asks the run to end after its step
 * @param result what becomes of it
 * @param needsItsWaiter whether the run is to end when nobody waits for it any longer
 */
record FutureHandle(Runnable asksToStop, CompletableFuture<RunSummary> result, boolean needsItsWaiter)
        implements
            RunHandle {

    @Override
    public void stop() {
        asksToStop.run();
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
            if (needsItsWaiter) {
                stop();
            }
            Thread.currentThread().interrupt();
            throw TrainingException.fault("Waiting for the run was interrupted; the run "
                    + (needsItsWaiter ? "stops after its step." : "goes on."), interrupted);
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

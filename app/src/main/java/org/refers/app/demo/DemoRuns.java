package org.refers.app.demo;

import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.refers.training.run.RunHandle;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunRequest;
import org.refers.training.run.RunSummary;
import org.refers.training.run.ThreadLauncher;
import org.refers.training.run.TrainingEvent;
import org.refers.training.run.TrainingEvent.ValidationFinished;
import org.refers.training.run.TrainingException;

/** Runs the demo's runs one after the other, through the seam that the window and the commands use. */
final class DemoRuns {

    private static final long POLL_MILLIS = 100;

    private final RunLauncher launcher = new ThreadLauncher();
    private final Consumer<TrainingEvent> events;
    private final BooleanSupplier stop;

    DemoRuns(Consumer<TrainingEvent> events, BooleanSupplier stop) {
        this.events = events;
        this.stop = stop;
    }

    /** A finished run and the best validation AUROC on its way, by which the rate is chosen. */
    record Done(RunSummary summary, OptionalDouble validationAuroc) {
    }

    Done run(RunRequest request) throws DemoException {
        BestAuroc best = new BestAuroc();
        RunHandle handle = launcher.start(request, event -> {
            best.accept(event);
            events.accept(event);
        });
        try {
            while (!handle.isDone()) {
                if (stop.getAsBoolean()) {
                    handle.stop();
                }
                Thread.sleep(POLL_MILLIS);
            }
            RunSummary summary = handle.await();
            if (summary.stopped()) {
                throw DemoException.input("The demo was stopped; what it finished is in its folder.");
            }
            return new Done(summary, best.value);
        } catch (InterruptedException interrupted) {
            handle.stop();
            Thread.currentThread().interrupt();
            throw DemoException.fault("The demo was interrupted.", interrupted);
        } catch (TrainingException failed) {
            throw DemoException.fault(failed.sentence(), failed);
        }
    }

    /** Written on the run's thread, read after the run's end. */
    private static final class BestAuroc {

        private volatile OptionalDouble value = OptionalDouble.empty();

        void accept(TrainingEvent event) {
            if (event instanceof ValidationFinished finished) {
                Double auroc = finished.metrics().get("auroc");
                if (auroc != null && auroc > value.orElse(-1)) {
                    value = OptionalDouble.of(auroc);
                }
            }
        }
    }
}

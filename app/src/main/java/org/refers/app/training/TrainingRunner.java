package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.EventRelay;
import org.refers.app.task.Outcome;
import org.refers.app.training.TrainingEngine.RunControl;
import org.refers.training.run.TrainingEvent;

/** Starts runs, follows those of other processes, and brings their events to the screen's thread, many at a time, and their end after the last event. */
public final class TrainingRunner {

    private final TrainingEngine engine;
    private final BackgroundTasks tasks;
    private final Function<Consumer<List<TrainingEvent>>, EventRelay<TrainingEvent>> relays;

    /**
     * Creates a runner.
     *
     * @param engine what trains
     * @param tasks where the end of a run is waited for
     * @param relays makes the way to the screen's thread
     */
    public TrainingRunner(TrainingEngine engine, BackgroundTasks tasks,
            Function<Consumer<List<TrainingEvent>>, EventRelay<TrainingEvent>> relays) {
        this.engine = engine;
        this.tasks = tasks;
        this.relays = relays;
    }

    RunControl start(RunPlan plan, Consumer<List<TrainingEvent>> events, Consumer<Optional<Throwable>> ended) {
        EventRelay<TrainingEvent> relay = relays.apply(events);
        return awaited(engine.start(plan, relay::post), ended);
    }

    RunControl follow(Path run, Consumer<List<TrainingEvent>> events, Consumer<Optional<Throwable>> ended) {
        EventRelay<TrainingEvent> relay = relays.apply(events);
        return awaited(engine.follow(run, relay::post), ended);
    }

    private RunControl awaited(RunControl control, Consumer<Optional<Throwable>> ended) {
        tasks.run(Lane.TRAINING, progress -> {
            control.await();
            return true;
        }, Outcome.of(done -> ended.accept(Optional.empty()), problem -> ended.accept(Optional.of(problem))));
        return control;
    }
}

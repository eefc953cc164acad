package org.refers.app.study;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.finding.MapKind;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.MapSanity;

/** The sanity test of the map that is shown. Forgotten, and stopped, as soon as another map is shown. */
final class SanityViewModel {

    private final StudyEngine engine;
    private final ExplanationViewModel explanation;
    private final ErrorReporter errors;
    private final LatestWork work;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);

    /**
     * How far it is.
     *
     * @param running whether it runs
     * @param done maps made
     * @param total maps in all; 0 before the first one
     * @param result what it found
     */
    record State(boolean running, long done, long total, Optional<MapSanity> result) {

        static final State NONE = new State(false, 0, 0, Optional.empty());

        double share() {
            return total == 0 ? 0 : (double) done / total;
        }
    }

    SanityViewModel(StudyEngine engine, ExplanationViewModel explanation, BackgroundTasks tasks, ErrorReporter errors) {
        this.engine = engine;
        this.explanation = explanation;
        this.errors = errors;
        this.work = new LatestWork(tasks, Lane.COMPUTING);
        explanation.explanationProperty().subscribe(this::stop);
    }

    /** Tests the map that is shown. */
    void start() {
        Optional<Explanation> shown = explanation.explanationProperty().get();
        Optional<ModelEntry> model = explanation.modelProperty().get();
        Optional<RadiographEntry> radiograph = explanation.radiograph();
        if (shown.isEmpty() || model.isEmpty() || radiograph.isEmpty()) {
            return;
        }
        String finding = shown.get().finding();
        MapKind kind = shown.get().surface().map().kind();
        state.set(new State(true, 0, 0, Optional.empty()));
        work.run(progress -> engine.sanity(model.get(), radiograph.get().file(), finding, kind, (done, total) -> {
            progress.at("", done, total);
            return !progress.isStopped();
        }), new Outcome<>(found -> state.set(new State(false, 0, 0, found)), problem -> {
            state.set(State.NONE);
            errors.report("doing.sanity", problem);
        }, stage -> state.set(new State(true, stage.done(), stage.total(), Optional.empty()))));
    }

    /** Ends the test and forgets what it found. */
    void stop() {
        work.cancel();
        state.set(State.NONE);
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}

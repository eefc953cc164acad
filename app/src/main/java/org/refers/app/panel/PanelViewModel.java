package org.refers.app.panel;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.panel.PanelState.Phase;
import org.refers.app.study.RadiographSource;
import org.refers.app.study.StudyCatalogue;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.task.WatchedWork;

/**
 * The panel of the chosen run, read in the background when somebody looks at it. It follows the newest step until another
 * one is chosen. Knows no control.
 */
public final class PanelViewModel {

    private final ErrorReporter errors;
    private final WatchedWork reading;
    private final PanelPictures pictures;
    private final ReadOnlyObjectWrapper<PanelState> state = new ReadOnlyObjectWrapper<>(PanelState.NONE);
    private Optional<PanelSubject> run = Optional.empty();
    private Optional<StudyCatalogue> catalogue = Optional.empty();
    /** Empty: the newest. */
    private Optional<Long> wanted = Optional.empty();

    /** Creates the state without a run. */
    public PanelViewModel(BackgroundTasks tasks, ErrorReporter errors, RadiographSource radiographs) {
        this.errors = errors;
        this.reading = new WatchedWork(tasks, Lane.FILES, this::read);
        this.pictures = new PanelPictures(tasks, radiographs);
    }

    /** Says whether somebody looks. Nothing is read before. */
    public void setOpen(boolean looking) {
        reading.setWatched(looking);
    }

    /** Turns to a run, or to none. */
    public void setRun(Optional<PanelSubject> chosen) {
        if (chosen.equals(run)) {
            return;
        }
        if (!chosen.map(PanelSubject::folder).equals(run.map(PanelSubject::folder))) {
            wanted = Optional.empty();
            state.set(PanelState.NONE);
        }
        run = chosen;
        refresh();
    }

    /** Turns to another workspace, whose pictures, boxes and reports are shown beside. */
    public void setCatalogue(Optional<StudyCatalogue> studies) {
        catalogue = studies;
        refresh();
    }

    /** Looks whether the run has looked again. */
    public void refresh() {
        reading.refresh();
    }

    /** Shows one of the steps; the last one follows the run. */
    void show(int index) {
        PanelState now = state.get();
        if (now.phase() != Phase.SHOWN || index == now.at()) {
            return;
        }
        int at = Math.clamp(index, 0, now.steps().size() - 1);
        wanted = at == now.steps().size() - 1 ? Optional.empty() : Optional.of(now.steps().get(at));
        reading.beginAnew();
    }

    private void read() {
        if (run.isEmpty()) {
            state.set(PanelState.NONE);
            return;
        }
        PanelSubject of = run.get();
        if (state.get().phase() != Phase.SHOWN) {
            state.set(PanelState.of(Phase.READING, of.name()));
        }
        PanelReader reader = new PanelReader(of, catalogue);
        Optional<Long> step = wanted;
        reading.run(progress -> reader.read(step), Outcome.of(state::set, problem -> {
            state.set(PanelState.of(Phase.FAILED, of.name()));
            errors.report("doing.panel", problem);
        }));
    }

    PanelPictures pictures() {
        return pictures;
    }

    ReadOnlyObjectProperty<PanelState> stateProperty() {
        return state.getReadOnlyProperty();
    }
}

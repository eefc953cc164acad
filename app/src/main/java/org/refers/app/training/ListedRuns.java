package org.refers.app.training;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;

/** The runs of the runs folder, in order, with those that this window started. Knows no control. */
final class ListedRuns {

    /** A place in a queue changes in minutes; more often would keep a disk awake. */
    private static final long PAUSE_MILLISECONDS = 1500;

    private final TrainingEngine engine;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final Consumer<List<RunEntry>> read;
    private final LatestWork listing;
    private final ObservableList<RunEntry> entries = FXCollections.observableArrayList();
    /** Held on to: a wrapper that nobody holds is collected, and its listeners with it. */
    private final ObservableList<RunEntry> entriesView = FXCollections.unmodifiableObservableList(entries);
    private final ObjectProperty<RunOrder> order = new SimpleObjectProperty<>(RunOrder.DATE);
    /** Runs that this window started and that have not ended. */
    private final Set<Path> own = new LinkedHashSet<>();
    private Optional<Path> folder = Optional.empty();
    private boolean looksAgain;

    /**
     * Creates an empty list.
     *
     * @param read takes what was read before the list shows it
     */
    ListedRuns(TrainingEngine engine, BackgroundTasks tasks, ErrorReporter errors, Consumer<List<RunEntry>> read) {
        this.engine = engine;
        this.tasks = tasks;
        this.errors = errors;
        this.read = read;
        this.listing = new LatestWork(tasks, Lane.FILES);
        order.subscribe((before, now) -> sort(List.copyOf(entries)));
    }

    void setFolder(Optional<Path> runs) {
        folder = runs;
        refresh();
    }

    /** Reads the folder again. */
    void refresh() {
        if (folder.isEmpty()) {
            entries.clear();
            return;
        }
        Path from = folder.get();
        listing.run(work -> engine.runs(from), Outcome.of(this::take,
                problem -> errors.report("doing.runs", problem)));
    }

    private void take(List<RunEntry> found) {
        List<RunEntry> now = found.stream().map(this::live).toList();
        read.accept(now);
        sort(now);
        lookAgainLater();
    }

    /** A run folder does not say who started its run; this window knows of its own. */
    private RunEntry live(RunEntry entry) {
        boolean mine = own.contains(entry.folder());
        if (entry.state() == RunEntry.State.RUNNING) {
            return mine ? entry : entry.in(RunEntry.State.FOUND);
        }
        return mine && !entry.state().goesOn() ? entry.in(RunEntry.State.RUNNING) : entry;
    }

    private void sort(List<RunEntry> all) {
        List<RunEntry> sorted = all.stream().sorted(order.get().comparator()).toList();
        if (!sorted.equals(entries)) {
            entries.setAll(sorted);
        }
    }

    /** A run that waits, or that nobody here watches, tells nothing: its folder is looked at again. */
    private void lookAgainLater() {
        boolean moves = entries.stream().anyMatch(run -> run.state().goesOn());
        if (moves && !looksAgain) {
            looksAgain = true;
            tasks.run(Lane.TRAINING, work -> {
                Thread.sleep(PAUSE_MILLISECONDS);
                return true;
            }, Outcome.of(passed -> {
                looksAgain = false;
                refresh();
            }, interrupted -> looksAgain = false));
        }
    }

    void begun(Path run) {
        own.add(run);
    }

    void ended(Path run) {
        own.remove(run);
    }

    boolean isOwn(Path run) {
        return own.contains(run);
    }

    /** Runs that this window started and that have not ended. */
    List<Path> own() {
        return List.copyOf(own);
    }

    ObservableList<RunEntry> entries() {
        return entriesView;
    }

    ObjectProperty<RunOrder> orderProperty() {
        return order;
    }

    Optional<Path> folder() {
        return folder;
    }
}

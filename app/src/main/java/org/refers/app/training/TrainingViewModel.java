package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.app.training.TrainingEngine.RunControl;
import org.refers.training.run.TrainingEvent;
import org.refers.viewer.chart.RunCurves;
import org.refers.viewer.text.Texts;

/** Which run is looked at, what is asked of it, and the list of runs. Knows no control. */
public final class TrainingViewModel {

    /** Where a run is. */
    public enum State {
        /** None was started or chosen. */
        NONE,
        /** It was asked for and has not told anything yet. */
        STARTING,
        /** It waits until its device is free. */
        QUEUED,
        /** It trains. */
        RUNNING,
        /** It was asked to stop and finishes its step. */
        STOPPING,
        /** It ended, or is a past run. */
        ENDED
    }

    private final Texts texts;
    private final TrainingEngine engine;
    private final TrainingRunner runner;
    private final ErrorReporter errors;
    private final LatestWork reading;
    private final RunComparison comparison;
    private final ListedRuns runs;
    private final BackgroundTasks tasks;
    private final ShownRun shown;

    private final ObjectProperty<Optional<RunEntry>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private Optional<RunControl> running = Optional.empty();
    /** The folder of the run that is looked at. */
    private Optional<Path> current = Optional.empty();
    /** Which look at a run is the present one; what an earlier one still brings is dropped. */
    private long look;
    private Runnable whenModelsChange = () -> {
    };

    /** Creates the state without a run. */
    public TrainingViewModel(Texts texts, TrainingEngine engine, TrainingRunner runner, BackgroundTasks tasks,
            ErrorReporter errors) {
        this.texts = texts;
        this.engine = engine;
        this.runner = runner;
        this.errors = errors;
        this.reading = new LatestWork(tasks, Lane.FILES);
        this.comparison = new RunComparison(engine, tasks, errors);
        this.tasks = tasks;
        this.shown = new ShownRun(texts, this::refresh);
        this.runs = new ListedRuns(engine, tasks, errors, this::take);
    }

    /** Turns to the runs of a folder. */
    public void setFolder(Optional<Path> runsFolder) {
        comparison.clear();
        runs.setFolder(runsFolder);
    }

    /** Reads the list of runs again. */
    public void refresh() {
        runs.refresh();
    }

    /** The list was read: the run that is looked at may have begun, ended, or gone. */
    private void take(List<RunEntry> now) {
        now.stream().filter(this::isCurrent).findFirst().ifPresent(this::follow);
        if (isShownRunGone(now)) {
            current = Optional.empty();
            chosen.set(Optional.empty());
            shown.words(RunFigures.NONE, State.NONE);
        } else {
            chosen.set(listed(now, current).or(() -> listed(now, chosen.get().map(RunEntry::folder)))
                    // One that has just begun is not listed yet.
                    .or(() -> isBusy() ? chosen.get() : Optional.empty()));
        }
    }

    private static Optional<RunEntry> listed(List<RunEntry> entries, Optional<Path> run) {
        return run.flatMap(wanted -> entries.stream().filter(entry -> entry.folder().equals(wanted)).findFirst());
    }

    /** Whether the past run that is looked at is not there any more, thrown away here or elsewhere. */
    private boolean isShownRunGone(List<RunEntry> now) {
        boolean wasListed = runs.entries().stream().anyMatch(this::isCurrent);
        return wasListed && running.isEmpty() && now.stream().noneMatch(this::isCurrent);
    }

    private boolean isCurrent(RunEntry entry) {
        return current.filter(entry.folder()::equals).isPresent();
    }

    /** The run that is looked at waited, and its turn has come, or it went in the queue. */
    private void follow(RunEntry now) {
        if (running.isPresent()) {
            if (now.state() == RunEntry.State.QUEUED
                    && (shown.state() == State.STARTING || shown.state() == State.QUEUED)) {
                shown.at(State.QUEUED, waits(now));
            }
            return;
        }
        if (shown.state() == State.QUEUED && now.state() != RunEntry.State.QUEUED) {
            choose(now);
        } else if (now.state() == RunEntry.State.QUEUED) {
            showWaiting(now);
        }
    }

    /** Starts a run and looks at it; it waits while another uses its device. One that goes on is not started again. */
    public void start(RunPlan plan) {
        if (runs.isOwn(plan.run())) {
            errors.tell(texts.format("train.goeson", plan.name()));
            return;
        }
        // Before all that follows the state: the name is taken from now on.
        runs.begun(plan.run());
        long mine = lookAt(plan.run());
        RunCurves fresh = new RunCurves();
        shown.expect(RunFigures.NONE.named(plan.name()).with(texts.get("train.starting")), fresh, State.STARTING);
        if (plan.resume()) {
            continueCurves(plan.run(), fresh);
        }
        try {
            running = Optional.of(runner.start(plan, events -> hear(mine, events),
                    problem -> ended(plan.run(), mine, problem)));
        } catch (IllegalArgumentException wrong) {
            runs.ended(plan.run());
            shown.end(texts.get("train.notstarted"));
            errors.report("doing.start", wrong);
        }
    }

    /** Names that no further run can bear: those in the list, and those of runs that have begun and have no folder yet. */
    public Set<String> names() {
        return Stream.concat(runs.entries().stream().map(RunEntry::name),
                runs.own().stream().map(run -> String.valueOf(run.getFileName()))).collect(Collectors.toSet());
    }

    /** Turns to a run; what is known of the one before is dropped, which goes on if it did. */
    private long lookAt(Path run) {
        reading.cancel();
        running.ifPresent(RunControl::release);
        running = Optional.empty();
        shown.turn();
        current = Optional.of(run);
        return ++look;
    }

    private void hear(long of, List<TrainingEvent> events) {
        if (of == look) {
            shown.accept(events);
        } else if (events.stream().anyMatch(event -> !(event instanceof TrainingEvent.StepFinished))) {
            refresh();
        }
    }

    /** A run that goes on shows what it did before. */
    private void continueCurves(Path run, RunCurves into) {
        reading.run(work -> RunPast.of(engine.history(run)), Outcome.of(past -> {
            // What the run told meanwhile lies after its checkpoint, so a late history would wipe it out.
            if (into.losses().isEmpty()) {
                shown.curves(past.curves());
            }
        }, problem -> errors.report("doing.history", problem)));
    }

    /** Goes on with a run that has steps left, on the studies of a workspace: a run folder keeps no path to it. */
    public void resume(RunEntry entry, Path workspace) {
        start(entry.plan().resumedOn(workspace));
    }

    /** Asks the run to end after its step, with a checkpoint. */
    public void stop() {
        if (shown.state() == State.STARTING || shown.state() == State.RUNNING || shown.state() == State.QUEUED) {
            shown.at(State.STOPPING, texts.get(shown.state() == State.QUEUED
                    ? "train.withdrawing"
                    : "train.stopping"));
            if (running.isPresent()) {
                running.get().stop();
            } else {
                current.ifPresent(this::stop);
            }
        }
    }

    /** Asks any run of the list to end: one that goes on after its step, one that waits at once. */
    public void stop(RunEntry entry) {
        if (isCurrent(entry) && running.isPresent()) {
            stop();
        } else if (entry.state().goesOn()) {
            stop(entry.folder());
        }
    }

    private void stop(Path run) {
        tasks.run(Lane.FILES, work -> {
            engine.requestStop(run);
            return true;
        }, Outcome.of(asked -> refresh(), problem -> errors.report("doing.stop", problem)));
    }

    /** How many runs this window started that go on or wait. */
    public int ownRuns() {
        return runs.own().size();
    }

    /** Asks all runs that this window started to end. */
    public void stopAll() {
        stop();
        runs.own().stream().filter(run -> current.filter(run::equals).isEmpty()).forEach(this::stop);
    }

    /** Shows a run: what it did, what it does, or that it waits. Another one that goes on does so behind. */
    public void choose(RunEntry entry) {
        chosen.set(Optional.of(entry));
        if (isCurrent(entry) && running.isPresent()) {
            return;
        }
        long mine = lookAt(entry.folder());
        if (entry.state() == RunEntry.State.QUEUED) {
            showWaiting(entry);
            return;
        }
        if (entry.state().goesOn()) {
            watch(entry, mine);
            return;
        }
        reading.run(work -> RunPast.of(engine.history(entry.folder())), Outcome.of(past -> shown.past(entry, past),
                problem -> errors.report("doing.history", problem)));
    }

    private void showWaiting(RunEntry entry) {
        shown.words(RunFigures.NONE.named(entry.name()).on(entry.device()).with(waits(entry)), State.QUEUED);
    }

    private String waits(RunEntry entry) {
        return entry.facts().before() == 1
                ? texts.format("train.queued.one", entry.device())
                : texts.format("train.queued", entry.device(), entry.facts().before());
    }

    private void watch(RunEntry entry, long mine) {
        shown.expect(RunFigures.NONE.named(entry.name()).on(entry.device()).with(texts.get("train.following")),
                new RunCurves(), State.RUNNING);
        // Of this window's own runs its process tells how it ended.
        boolean isOwn = runs.isOwn(entry.folder());
        running = Optional.of(runner.follow(entry.folder(), events -> hear(mine, events),
                problem -> watched(mine, isOwn ? Optional.empty() : problem)));
    }

    /** A run of this window has ended, looked at or not. */
    private void ended(Path run, long of, Optional<Throwable> problem) {
        runs.ended(run);
        problem.ifPresent(told -> errors.report("doing.train", told));
        if (of == look) {
            endLook(problem.isPresent());
        }
        refresh();
        whenModelsChange.run();
    }

    /** A run that was followed has ended, or is followed no longer, which says nothing of the run. */
    private void watched(long of, Optional<Throwable> problem) {
        if (of == look) {
            problem.ifPresent(told -> errors.report("doing.train", told));
            endLook(problem.isPresent());
            refresh();
            whenModelsChange.run();
        }
    }

    private void endLook(boolean failed) {
        running = Optional.empty();
        if (!failed && !shown.hasBegun()) {
            // It may be listed no more, and nothing else would say so.
            errors.tell(texts.format("train.unbegun", shown.figures().run()));
            current = Optional.empty();
            shown.words(RunFigures.NONE, State.NONE);
            return;
        }
        shown.end(failed ? texts.get("train.failed") : shown.figures().status());
    }

    /** Whether the run that is looked at goes on. */
    public boolean isBusy() {
        return shown.state() == State.STARTING || shown.state() == State.RUNNING || shown.state() == State.STOPPING
                || shown.state() == State.QUEUED;
    }

    /** Whether a run of this window goes on, looked at or not, or another one is looked at that does. */
    public boolean goesOn() {
        return isBusy() || !runs.own().isEmpty();
    }

    /** In which order the runs are. */
    public ObjectProperty<RunOrder> orderProperty() {
        return runs.orderProperty();
    }

    /** The folder of the runs. */
    Optional<Path> folder() {
        return runs.folder();
    }

    /** A run was thrown away or given back, and with it what it learned. */
    void modelsChanged() {
        whenModelsChange.run();
    }

    /** Hands over what to call when there may be another model, or one less: a run has ended, went or is back. */
    public void onModels(Runnable action) {
        whenModelsChange = action;
    }

    /** Where the run is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return shown.stateProperty();
    }

    /** The curves shown. */
    public ReadOnlyObjectProperty<RunCurves> curvesProperty() {
        return shown.curvesProperty();
    }

    /** The figures shown. */
    public ReadOnlyObjectProperty<RunFigures> figuresProperty() {
        return shown.figuresProperty();
    }

    /** Share of the steps done; negative while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return shown.progressProperty();
    }

    /** The runs of the folder. */
    public ObservableList<RunEntry> runs() {
        return runs.entries();
    }

    /** The runs drawn beside the one that is looked at. */
    public RunComparison comparison() {
        return comparison;
    }

    /** The run that was chosen in the list. */
    public ObjectProperty<Optional<RunEntry>> chosenProperty() {
        return chosen;
    }
}

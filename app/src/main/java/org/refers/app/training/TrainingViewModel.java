package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
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

/** The run that goes on, or the past run that is looked at, and the list of runs. Knows no control. */
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

    /** Share of waiting for data below which nobody need know. */
    private static final double WORTH_TELLING = 0.005;

    private final Texts texts;
    private final TrainingEngine engine;
    private final TrainingRunner runner;
    private final ErrorReporter errors;
    private final LatestWork reading;
    private final RunComparison comparison;
    private final ListedRuns runs;
    private final BackgroundTasks tasks;

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<RunCurves> curves = new ReadOnlyObjectWrapper<>(new RunCurves());
    private final ReadOnlyObjectWrapper<RunFigures> figures = new ReadOnlyObjectWrapper<>(RunFigures.NONE);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
    private final ObjectProperty<Optional<RunEntry>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private Optional<RunControl> running = Optional.empty();
    /** The folder of the run that is looked at. */
    private Optional<Path> current = Optional.empty();
    /** Which look at a run is the present one; what an earlier one still brings is dropped. */
    private long look;
    /** Whether the run that is looked at has told of its beginning, or of a step. */
    private boolean hasBegun;
    private Runnable whenRunEnds = () -> {
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
            show(RunFigures.NONE, State.NONE);
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
                    && (state.get() == State.STARTING || state.get() == State.QUEUED)) {
                figures.set(figures.get().with(waits(now)));
                state.set(State.QUEUED);
            }
            return;
        }
        if (state.get() == State.QUEUED && now.state() != RunEntry.State.QUEUED) {
            choose(now);
        } else if (now.state() == RunEntry.State.QUEUED) {
            showWaiting(now);
        }
    }

    /** Starts a run and looks at it; it waits while another uses its device. One that goes on is not started again. */
    public void start(RunPlan plan) {
        if (runs.isOwn(plan.run())) {
            return;
        }
        long mine = lookAt(plan.run());
        RunCurves fresh = new RunCurves();
        figures.set(RunFigures.NONE.named(plan.name()).with(texts.get("train.starting")));
        curves.set(fresh);
        progress.set(-1);
        state.set(State.STARTING);
        if (plan.resume()) {
            continueCurves(plan.run(), fresh);
        }
        try {
            runs.begun(plan.run());
            running = Optional.of(runner.start(plan, events -> hear(mine, events),
                    problem -> ended(plan.run(), mine, problem)));
        } catch (IllegalArgumentException wrong) {
            runs.ended(plan.run());
            end(texts.get("train.notstarted"));
            errors.report("doing.start", wrong);
        }
    }

    /** Turns to a run; what is known of the one before is dropped, which goes on if it did. */
    private long lookAt(Path run) {
        reading.cancel();
        running.ifPresent(RunControl::release);
        running = Optional.empty();
        hasBegun = false;
        current = Optional.of(run);
        return ++look;
    }

    private void hear(long of, List<TrainingEvent> events) {
        if (of == look) {
            accept(events);
        } else if (events.stream().anyMatch(event -> !(event instanceof TrainingEvent.StepFinished))) {
            refresh();
        }
    }

    /** A run that goes on shows what it did before. */
    private void continueCurves(Path run, RunCurves into) {
        reading.run(work -> RunPast.of(engine.history(run)), Outcome.of(past -> {
            // What the run told meanwhile lies after its checkpoint, so a late history would wipe it out.
            if (into.losses().isEmpty()) {
                curves.set(past.curves());
            }
        }, problem -> errors.report("doing.history", problem)));
    }

    /** Goes on with a run that has steps left, on the studies of a workspace: a run folder keeps no path to it. */
    public void resume(RunEntry entry, Path workspace) {
        start(entry.plan().resumedOn(workspace));
    }

    /** Asks the run to end after its step, with a checkpoint. */
    public void stop() {
        if (state.get() == State.STARTING || state.get() == State.RUNNING || state.get() == State.QUEUED) {
            figures.set(figures.get().with(texts.get(state.get() == State.QUEUED
                    ? "train.withdrawing"
                    : "train.stopping")));
            state.set(State.STOPPING);
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
        reading.run(work -> RunPast.of(engine.history(entry.folder())), Outcome.of(past -> {
            figures.set(RunFigures.NONE.named(entry.name()).on(entry.device()));
            curves.set(past.curves());
            past.last().forEach(this::tell);
            end(entry.facts().fault().isEmpty() ? figures.get().status() : entry.facts().fault());
            progress.set(entry.totalSteps() > 0 ? Math.min(1, (double) entry.step() / entry.totalSteps()) : 0);
        }, problem -> errors.report("doing.history", problem)));
    }

    private void showWaiting(RunEntry entry) {
        show(RunFigures.NONE.named(entry.name()).on(entry.device()).with(waits(entry)), State.QUEUED);
    }

    private String waits(RunEntry entry) {
        return entry.facts().before() == 1
                ? texts.format("train.queued.one", entry.device())
                : texts.format("train.queued", entry.device(), entry.facts().before());
    }

    /** Shows words without curves. */
    private void show(RunFigures words, State now) {
        figures.set(words);
        if (!curves.get().losses().isEmpty()) {
            curves.set(new RunCurves());
        }
        progress.set(0);
        state.set(now);
    }

    private void watch(RunEntry entry, long mine) {
        figures.set(RunFigures.NONE.named(entry.name()).on(entry.device()).with(texts.get("train.following")));
        curves.set(new RunCurves());
        progress.set(-1);
        state.set(State.RUNNING);
        // Of this window's own runs its process tells how it ended.
        boolean isOwn = runs.isOwn(entry.folder());
        running = Optional.of(runner.follow(entry.folder(), events -> hear(mine, events),
                problem -> watched(mine, isOwn ? Optional.empty() : problem)));
    }

    /** Takes the next events, in order, on the thread that owns the screen. */
    void accept(List<TrainingEvent> events) {
        events.forEach(event -> RunPast.draw(event, curves.get()));
        RunPast.lastOfEach(events).forEach(this::tell);
        curves.get().announce();
    }

    private String pace(TrainingEvent.StepFinished step) {
        if (Double.isNaN(step.imagesPerSecond())) {
            return "";
        }
        return !(step.waiting() >= WORTH_TELLING)
                ? String.format(Locale.ROOT, "%.1f", step.imagesPerSecond())
                : texts.format("train.speed.waiting", step.imagesPerSecond(), Math.round(100 * step.waiting()));
    }

    private void tell(TrainingEvent event) {
        hasBegun |= !(event instanceof TrainingEvent.Notice);
        switch (event) {
            case TrainingEvent.RunStarted started -> {
                state.set(state.get() == State.STOPPING ? State.STOPPING : State.RUNNING);
                figures.set(figures.get().started(started, texts.format("train.running", started.totalSteps())));
                refresh();
            }
            case TrainingEvent.StepFinished step -> {
                progress.set(step.totalSteps() > 0 ? (double) step.step() / step.totalSteps() : -1);
                boolean stopping = state.get() == State.STOPPING;
                figures.set(figures.get().at(step, stopping
                        ? texts.get("train.stopping")
                        : texts.format("train.step", step.step(), step.totalSteps()), pace(step)));
            }
            case TrainingEvent.ValidationFinished validation ->
                figures.set(figures.get().validated(texts.format("train.validated", validation.loss(),
                        words(validation.metrics()))));
            case TrainingEvent.CheckpointWritten written -> {
                figures.set(figures.get().saved(texts.format("train.saved", written.name())));
                refresh();
            }
            case TrainingEvent.Notice notice -> {
                figures.set(figures.get().saved(notice.message()));
                if (state.get() == State.STARTING) {
                    // The place in the queue is in its folder.
                    refresh();
                }
            }
            case TrainingEvent.RunFinished finished -> figures.set(figures.get().with(texts.format(
                    finished.stopped() ? "train.stopped" : "train.finished", finished.step())));
            case TrainingEvent.RunFailed failed -> figures.set(figures.get().with(failed.message()));
        }
    }

    private static String words(Map<String, Double> metrics) {
        return metrics.entrySet().stream().filter(metric -> !metric.getKey().equals("loss"))
                .sorted(Map.Entry.comparingByKey())
                .map(metric -> String.format(Locale.ROOT, ", %s %.3f", name(metric.getKey()), metric.getValue()))
                .collect(Collectors.joining());
    }

    /** {@code auroc/pleural_effusion} as people say it. */
    private static String name(String metric) {
        return metric.replace("auroc", "AUROC").replace('/', ' ').replace('_', ' ');
    }

    /** A run of this window has ended, looked at or not. */
    private void ended(Path run, long of, Optional<Throwable> problem) {
        runs.ended(run);
        problem.ifPresent(told -> errors.report("doing.train", told));
        if (of == look) {
            endLook(problem.isPresent());
        }
        refresh();
        whenRunEnds.run();
    }

    /** A run that was followed has ended, or is followed no longer, which says nothing of the run. */
    private void watched(long of, Optional<Throwable> problem) {
        if (of == look) {
            problem.ifPresent(told -> errors.report("doing.train", told));
            endLook(problem.isPresent());
            refresh();
            whenRunEnds.run();
        }
    }

    private void endLook(boolean failed) {
        running = Optional.empty();
        if (!failed && !hasBegun) {
            // It may be listed no more, and nothing else would say so.
            errors.tell(texts.format("train.unbegun", figures.get().run()));
            current = Optional.empty();
            show(RunFigures.NONE, State.NONE);
            return;
        }
        end(failed ? texts.get("train.failed") : figures.get().status());
    }

    private void end(String status) {
        figures.set(figures.get().ended(status));
        progress.set(Math.max(0, progress.get()));
        state.set(State.ENDED);
    }

    /** Whether the run that is looked at goes on. */
    public boolean isBusy() {
        return state.get() == State.STARTING || state.get() == State.RUNNING || state.get() == State.STOPPING
                || state.get() == State.QUEUED;
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

    /** Hands over what to call when a run has ended. */
    public void onRunEnd(Runnable action) {
        whenRunEnds = action;
    }

    /** Where the run is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The curves shown. */
    public ReadOnlyObjectProperty<RunCurves> curvesProperty() {
        return curves.getReadOnlyProperty();
    }

    /** The figures shown. */
    public ReadOnlyObjectProperty<RunFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /** Share of the steps done; negative while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
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

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
import javafx.collections.FXCollections;
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
    private final LatestWork listing;
    private final LatestWork reading;
    private final RunComparison comparison;

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<RunCurves> curves = new ReadOnlyObjectWrapper<>(new RunCurves());
    private final ReadOnlyObjectWrapper<RunFigures> figures = new ReadOnlyObjectWrapper<>(RunFigures.NONE);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
    private final ObservableList<RunEntry> runs = FXCollections.observableArrayList();
    /** Held on to: a wrapper that nobody holds is collected, and its listeners with it. */
    private final ObservableList<RunEntry> runsView = FXCollections.unmodifiableObservableList(runs);
    private final ObjectProperty<Optional<RunEntry>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private Optional<RunControl> running = Optional.empty();
    private Optional<RunPlan> current = Optional.empty();
    private Optional<Path> folder = Optional.empty();
    private Runnable whenRunEnds = () -> {
    };

    /** Creates the state without a run. */
    public TrainingViewModel(Texts texts, TrainingEngine engine, TrainingRunner runner, BackgroundTasks tasks,
            ErrorReporter errors) {
        this.texts = texts;
        this.engine = engine;
        this.runner = runner;
        this.errors = errors;
        this.listing = new LatestWork(tasks, Lane.FILES);
        this.reading = new LatestWork(tasks, Lane.FILES);
        this.comparison = new RunComparison(engine, tasks, errors);
    }

    /** Turns to the runs of a folder. */
    public void setFolder(Optional<Path> runsFolder) {
        folder = runsFolder;
        comparison.clear();
        refresh();
    }

    /** Reads the list of runs again. */
    public void refresh() {
        if (folder.isEmpty()) {
            runs.clear();
            return;
        }
        Path from = folder.get();
        listing.run(work -> engine.runs(from), Outcome.of(this::take,
                problem -> errors.report("doing.runs", problem)));
    }

    private void take(List<RunEntry> found) {
        List<RunEntry> now = found.stream().map(this::live).toList();
        now.stream().filter(entry -> current.map(RunPlan::run).filter(entry.folder()::equals).isPresent()).findFirst()
                .ifPresent(entry -> chosen.set(Optional.of(entry)));
        runs.setAll(now);
    }

    /** A run folder does not say whether its run goes on at this moment; this window knows of its own. */
    private RunEntry live(RunEntry entry) {
        boolean running = isBusy() && current.map(RunPlan::run).filter(entry.folder()::equals).isPresent();
        return running ? entry.in(RunEntry.State.RUNNING) : entry;
    }

    /** Starts a run; while one goes on, nothing happens. */
    public void start(RunPlan plan) {
        if (isBusy()) {
            return;
        }
        reading.cancel();
        current = Optional.of(plan);
        RunCurves fresh = new RunCurves();
        figures.set(RunFigures.NONE.named(plan.name()).with(texts.get("train.starting")));
        curves.set(fresh);
        progress.set(-1);
        state.set(State.STARTING);
        if (plan.resume()) {
            continueCurves(plan.run(), fresh);
        }
        try {
            running = Optional.of(runner.start(plan, this::accept, this::ended));
        } catch (IllegalArgumentException wrong) {
            end(texts.get("train.notstarted"));
            errors.report("doing.start", wrong);
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
        if (state.get() == State.STARTING || state.get() == State.RUNNING) {
            state.set(State.STOPPING);
            figures.set(figures.get().with(texts.get("train.stopping")));
            running.ifPresent(RunControl::stop);
        }
    }

    /** Shows a past run, or follows one that goes on without this window. */
    public void choose(RunEntry entry) {
        chosen.set(Optional.of(entry));
        current = isBusy() ? current : Optional.empty();
        if (isBusy()) {
            return;
        }
        if (entry.state() == RunEntry.State.RUNNING) {
            follow(entry);
            return;
        }
        reading.run(work -> RunPast.of(engine.history(entry.folder())), Outcome.of(past -> {
            figures.set(RunFigures.NONE.named(entry.name()).on(entry.device()));
            curves.set(past.curves());
            past.last().forEach(this::tell);
            end(figures.get().status());
            progress.set(entry.totalSteps() > 0 ? Math.min(1, (double) entry.step() / entry.totalSteps()) : 0);
        }, problem -> errors.report("doing.history", problem)));
    }

    private void follow(RunEntry entry) {
        reading.cancel();
        current = Optional.of(entry.plan());
        figures.set(RunFigures.NONE.named(entry.name()).on(entry.device()).with(texts.get("train.following")));
        curves.set(new RunCurves());
        progress.set(-1);
        state.set(State.RUNNING);
        running = Optional.of(runner.follow(entry.folder(), this::accept, this::ended));
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
            case TrainingEvent.Notice notice -> figures.set(figures.get().saved(notice.message()));
            case TrainingEvent.RunFinished finished -> figures.set(figures.get().with(texts.format(
                    finished.stopped() ? "train.stopped" : "train.finished", finished.step())));
            case TrainingEvent.RunFailed failed -> figures.set(figures.get().with(failed.message()));
        }
    }

    private static String words(Map<String, Double> metrics) {
        return metrics.entrySet().stream().filter(metric -> !metric.getKey().equals("loss"))
                .sorted(Map.Entry.comparingByKey())
                .map(metric -> String.format(Locale.ROOT, ", %s %.3f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining());
    }

    private void ended(Optional<Throwable> problem) {
        running = Optional.empty();
        problem.ifPresent(told -> errors.report("doing.train", told));
        end(problem.isPresent() ? texts.get("train.failed") : figures.get().status());
        refresh();
        whenRunEnds.run();
    }

    private void end(String status) {
        figures.set(figures.get().ended(status));
        progress.set(Math.max(0, progress.get()));
        state.set(State.ENDED);
    }

    /** Whether a run goes on in this window. */
    public boolean isBusy() {
        return state.get() == State.STARTING || state.get() == State.RUNNING || state.get() == State.STOPPING;
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
        return runsView;
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

package org.refers.app.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.training.TrainingViewModel.State;
import org.refers.training.run.TrainingEvent;
import org.refers.viewer.chart.RunCurves;
import org.refers.viewer.text.Texts;

/** What the screen shows of one run: where it is, its curves and figures, as its events tell them. */
final class ShownRun {

    /** Share of waiting for data below which nobody need know. */
    private static final double WORTH_TELLING = 0.005;

    private final Texts texts;
    private final Runnable listChanged;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<RunCurves> curves = new ReadOnlyObjectWrapper<>(new RunCurves());
    private final ReadOnlyObjectWrapper<RunFigures> figures = new ReadOnlyObjectWrapper<>(RunFigures.NONE);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
    private boolean hasBegun;

    /** Shows nothing; {@code listChanged} is called when an event means that the list of runs says something else now. */
    ShownRun(Texts texts, Runnable listChanged) {
        this.texts = texts;
        this.listChanged = listChanged;
    }

    /** Another run is looked at from now on. */
    void turn() {
        hasBegun = false;
    }

    /** Shows words without curves. */
    void words(RunFigures words, State now) {
        figures.set(words);
        if (!curves.get().losses().isEmpty()) {
            curves.set(new RunCurves());
        }
        progress.set(0);
        state.set(now);
    }

    /** Shows a run whose first events are waited for. */
    void expect(RunFigures words, RunCurves fresh, State now) {
        figures.set(words);
        curves.set(fresh);
        progress.set(-1);
        state.set(now);
    }

    /** Shows what a run that ended has told. */
    void past(RunEntry entry, RunPast past) {
        figures.set(RunFigures.NONE.named(entry.name()).on(entry.device()));
        curves.set(past.curves());
        past.last().forEach(this::tell);
        String unsaid = entry.state() == RunEntry.State.FAILED
                ? texts.get("train.failed.untold")
                : figures.get().status();
        end(entry.facts().fault().isEmpty() ? unsaid : entry.facts().fault());
        progress.set(entry.totalSteps() > 0 ? Math.min(1, (double) entry.step() / entry.totalSteps()) : 0);
    }

    /** Shows other curves of the same run. */
    void curves(RunCurves now) {
        curves.set(now);
    }

    /** Says where the run is, in words too. */
    void at(State now, String status) {
        figures.set(figures.get().with(status));
        state.set(now);
    }

    /** The run goes on no more. */
    void end(String status) {
        figures.set(figures.get().ended(status));
        progress.set(Math.max(0, progress.get()));
        state.set(State.ENDED);
    }

    /** Takes the next events, in order, on the thread that owns the screen. */
    void accept(List<TrainingEvent> events) {
        events.forEach(event -> RunPast.draw(event, curves.get()));
        RunPast.lastOfEach(events).forEach(this::tell);
        curves.get().announce();
    }

    private void tell(TrainingEvent event) {
        hasBegun |= !(event instanceof TrainingEvent.Notice);
        switch (event) {
            case TrainingEvent.RunStarted started -> {
                state.set(state.get() == State.STOPPING ? State.STOPPING : State.RUNNING);
                figures.set(figures.get().started(started, texts.format("train.running", started.totalSteps())));
                listChanged.run();
            }
            case TrainingEvent.StepFinished step -> tell(step);
            case TrainingEvent.ValidationFinished validation ->
                figures.set(figures.get().validated(texts.format("train.validated", validation.loss(),
                        words(validation.metrics()))));
            case TrainingEvent.CheckpointWritten written -> {
                figures.set(figures.get().saved(texts.format("train.saved", written.name())));
                listChanged.run();
            }
            case TrainingEvent.Notice notice -> {
                figures.set(figures.get().saved(notice.message()));
                if (state.get() == State.STARTING) {
                    // The place in the queue is in its folder.
                    listChanged.run();
                }
            }
            case TrainingEvent.RunFinished finished -> figures.set(figures.get().with(texts.format(
                    finished.stopped() ? "train.stopped" : "train.finished", finished.step())));
            case TrainingEvent.RunFailed failed -> figures.set(figures.get().with(failed.message()));
        }
    }

    private void tell(TrainingEvent.StepFinished step) {
        progress.set(step.totalSteps() > 0 ? (double) step.step() / step.totalSteps() : -1);
        boolean stopping = state.get() == State.STOPPING;
        figures.set(figures.get().at(step, stopping
                ? texts.get("train.stopping")
                : texts.format("train.step", step.step(), step.totalSteps()), pace(step)));
    }

    private String pace(TrainingEvent.StepFinished step) {
        if (Double.isNaN(step.imagesPerSecond())) {
            return "";
        }
        return !(step.waiting() >= WORTH_TELLING)
                ? String.format(Locale.ROOT, "%.1f", step.imagesPerSecond())
                : texts.format("train.speed.waiting", step.imagesPerSecond(), Math.round(100 * step.waiting()));
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

    /** Whether the run has told of its beginning, or of a step. */
    boolean hasBegun() {
        return hasBegun;
    }

    State state() {
        return state.get();
    }

    RunFigures figures() {
        return figures.get();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RunCurves> curvesProperty() {
        return curves.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RunFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }
}

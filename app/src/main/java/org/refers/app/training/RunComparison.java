package org.refers.app.training;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.viewer.chart.RunCurves;

/** The runs whose curves are drawn beside those of the run that is looked at. Knows no control. */
public final class RunComparison {

    /**
     * A run that is drawn too.
     *
     * @param name of the run
     * @param folder of the run
     * @param curves all its folder told when it was chosen
     */
    public record Compared(String name, Path folder, RunCurves curves) {
    }

    private final TrainingEngine engine;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    /** In the order they were asked for; their curves come when they are read. */
    private final Set<Path> asked = new LinkedHashSet<>();
    private final ObservableList<Compared> runs = FXCollections.observableArrayList();
    private final ObservableList<Compared> runsView = FXCollections.unmodifiableObservableList(runs);

    RunComparison(TrainingEngine engine, BackgroundTasks tasks, ErrorReporter errors) {
        this.engine = engine;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Draws a run too, from now on or no longer. */
    public void set(RunEntry run, boolean drawn) {
        if (!drawn) {
            remove(run.folder());
        } else if (asked.add(run.folder())) {
            tasks.run(Lane.FILES, work -> new Compared(run.name(), run.folder(),
                    RunPast.of(engine.history(run.folder())).curves()), Outcome.of(this::take, problem -> {
                        remove(run.folder());
                        errors.report("doing.history", problem);
                    }));
        }
    }

    private void take(Compared read) {
        if (asked.contains(read.folder()) && runs.stream().noneMatch(run -> run.folder().equals(read.folder()))) {
            List<Path> order = List.copyOf(asked);
            int place = (int) runs.stream().filter(run -> order.indexOf(run.folder()) < order.indexOf(read.folder()))
                    .count();
            runs.add(place, read);
        }
    }

    private void remove(Path folder) {
        asked.remove(folder);
        // Told even if it was not read yet, so that the list shows that it is not asked for any more.
        runs.setAll(runs.stream().filter(run -> !run.folder().equals(folder)).toList());
    }

    /** Draws no other run. */
    void clear() {
        asked.clear();
        runs.clear();
    }

    /** Whether a run was asked for. */
    public boolean has(RunEntry run) {
        return asked.contains(run.folder());
    }

    /** The runs that were read, in the order they were asked for. */
    public ObservableList<Compared> runs() {
        return runsView;
    }
}

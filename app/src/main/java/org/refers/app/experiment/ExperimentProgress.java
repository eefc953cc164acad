package org.refers.app.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.experiment.ExperimentTable.Reached;
import org.refers.app.experiment.PlannedRun.Cell;
import org.refers.app.training.RunEntry;
import org.refers.training.run.TrainingEvent.RunFinished;

/** How far the runs of an experiment are, as their folders say. */
public final class ExperimentProgress {

    private final LauncherTrainingEngine engine;
    private final Map<Path, RunEntry> entries = new LinkedHashMap<>();

    /** Looks at the folder of an experiment; one that is not there yet holds no runs. */
    public ExperimentProgress(ExperimentPlan plan, LauncherTrainingEngine engine) throws IOException {
        this.engine = engine;
        engine.runs(plan.folder()).forEach(entry -> entries.put(entry.folder(), entry));
    }

    /** What became of a run; empty if it was not begun. */
    public Optional<RunEntry> entry(PlannedRun run) {
        return Optional.ofNullable(entries.get(run.folder()));
    }

    /** Whether a run has nothing left to do. */
    public boolean isFinished(PlannedRun run) {
        return entry(run).filter(entry -> entry.state() == RunEntry.State.FINISHED).isPresent();
    }

    /** Its state in words. */
    public String state(PlannedRun run) {
        return entry(run).map(entry -> switch (entry.state()) {
            case FINISHED -> "finished";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
            case QUEUED -> "queued";
            case RUNNING, FOUND -> "running";
        }).orElse("not begun");
    }

    /** What the finished fine-tuning runs reached; one whose AUROC is undefined, since a sign of its findings is missing, is left out. */
    public List<Reached> reached(List<PlannedRun> runs) throws IOException {
        List<Reached> reached = new ArrayList<>();
        for (PlannedRun run : runs) {
            Optional<Cell> cell = run.cell().filter(there -> isFinished(run));
            if (cell.isPresent()) {
                Cell at = cell.get();
                metrics(run.folder()).filter(metrics -> metrics.containsKey("test_auroc"))
                        .ifPresent(metrics -> reached.add(new Reached(run.method(), at,
                                metrics.getOrDefault("test_auroc", Double.NaN),
                                metrics.getOrDefault("n_train", 0.0).intValue(),
                                metrics.getOrDefault("n_test", 0.0).intValue())));
            }
        }
        return reached;
    }

    private Optional<Map<String, Double>> metrics(Path run) throws IOException {
        return engine.history(run).stream().filter(RunFinished.class::isInstance).map(RunFinished.class::cast)
                .reduce((before, last) -> last).map(RunFinished::metrics);
    }
}

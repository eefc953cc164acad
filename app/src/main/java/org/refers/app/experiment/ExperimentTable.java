package org.refers.app.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.refers.app.experiment.PlannedRun.Cell;
import org.refers.training.metric.MeanDifference;

/**
 * What the finished runs of an experiment reached: a row a method, task and label ratio. A row is held against the
 * baseline, or against the best other method, as the difference of the runs' mean AUROCs (two-sided t-test of independent
 * samples).
 */
public final class ExperimentTable {

    private final ExperimentPlan plan;
    private final List<Reached> reached;

    /**
     * A finished run.
     *
     * @param auroc mean over the findings on test radiographs
     */
    public record Reached(String method, Cell cell, double auroc, int trained, int tested) {
    }

    /**
     * A row. Figures are null where they are undefined: the spread of one run, the test of fewer than two.
     *
     * @param against the method this one is held against
     * @param difference this mean less that one's
     */
    public record Row(String method, String task, double labelRatio, // checkstyle: RecordComponentNumber, because the printed object is a row of a table
            List<Long> seeds, List<Double> aurocSeeds, @Nullable Double auroc, @Nullable Double sd,
            @Nullable Integer nTrain, @Nullable Integer nTest, @Nullable String against, @Nullable Double difference,
            @Nullable Double p) {
    }

    /** Creates the table of a plan's finished runs. */
    public ExperimentTable(ExperimentPlan plan, List<Reached> reached) {
        this.plan = plan;
        this.reached = List.copyOf(reached);
    }

    /** The rows, in the file's order. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String task : plan.grid().tasks()) {
            for (double ratio : plan.grid().labelRatios()) {
                plan.methods().keySet().forEach(method -> rows.add(row(method, task, ratio)));
            }
        }
        return rows;
    }

    private List<Reached> of(String method, String task, double ratio) {
        return reached.stream().filter(run -> run.method().equals(method) && run.cell().task().equals(task)
                && run.cell().labelRatio() == ratio).toList();
    }

    private double[] aurocs(String method, String task, double ratio) {
        return of(method, task, ratio).stream().mapToDouble(Reached::auroc).toArray();
    }

    private Row row(String method, String task, double ratio) {
        List<Reached> runs = of(method, task, ratio);
        double[] own = aurocs(method, task, ratio);
        Optional<String> against = against(method, task, ratio);
        Optional<MeanDifference> difference = against.map(other -> MeanDifference.of(own, aurocs(other, task, ratio),
                plan.comparison().welch()));
        return new Row(method, task, ratio, runs.stream().map(run -> run.cell().seed()).toList(),
                runs.stream().map(Reached::auroc).toList(), orNull(MeanDifference.mean(own)),
                orNull(MeanDifference.deviation(own)), runs.isEmpty() ? null : runs.getFirst().trained(),
                runs.isEmpty() ? null : runs.getFirst().tested(), against.orElse(null),
                difference.map(found -> orNull(found.difference())).orElse(null),
                difference.map(found -> orNull(found.p())).orElse(null));
    }

    /** The baseline, or where the file names none the method with the best mean among the others; none without runs to compare. */
    private Optional<String> against(String method, String task, double ratio) {
        if (of(method, task, ratio).isEmpty()) {
            return Optional.empty();
        }
        return plan.methods().keySet().stream().filter(other -> !other.equals(method))
                .filter(other -> plan.comparison().baseline().map(other::equals).orElse(true))
                .filter(other -> !of(other, task, ratio).isEmpty())
                .reduce((one, other) -> mean(other, task, ratio) > mean(one, task, ratio) ? other : one);
    }

    private double mean(String method, String task, double ratio) {
        return MeanDifference.mean(aurocs(method, task, ratio)).orElse(Double.NEGATIVE_INFINITY);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}

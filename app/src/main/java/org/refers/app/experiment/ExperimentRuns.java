package org.refers.app.experiment;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.app.experiment.ExperimentPlan.Start;
import org.refers.app.experiment.PlannedRun.Cell;
import org.refers.training.run.Architecture;
import org.refers.training.run.FinetuneRequest;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeKey;

/** All runs of an experiment in the order they are carried out: pre-training first, then seed by seed, so that what is compared grows evenly. */
public final class ExperimentRuns {

    private final ExperimentPlan plan;

    private ExperimentRuns(ExperimentPlan plan) {
        this.plan = plan;
    }

    /**
     * The runs of a plan.
     *
     * @throws IllegalArgumentException if two of them would have one folder
     */
    public static List<PlannedRun> of(ExperimentPlan plan) {
        List<PlannedRun> runs = new ExperimentRuns(plan).all();
        Set<Path> folders = new HashSet<>();
        for (PlannedRun run : runs) {
            if (!folders.add(run.folder())) {
                throw new IllegalArgumentException("two runs would be named " + run.name()
                        + "; name tasks and methods so that their folders differ");
            }
        }
        return runs;
    }

    private List<PlannedRun> all() {
        List<PlannedRun> runs = new ArrayList<>();
        plan.methods().forEach((method, start) -> {
            if (start instanceof Start.Pretraining(Architecture architecture, Recipe recipe)) {
                runs.add(pretraining(method, architecture, recipe));
            }
        });
        for (long seed : plan.grid().seeds()) {
            for (String task : plan.grid().tasks()) {
                for (double ratio : plan.grid().labelRatios()) {
                    plan.methods().forEach(
                            (method, start) -> runs.add(finetuning(method, start, new Cell(task, ratio, seed))));
                }
            }
        }
        return runs;
    }

    private Path pretrained(String method) {
        return plan.folder().resolve("pretrain-" + method);
    }

    private PlannedRun pretraining(String method, Architecture architecture, Recipe recipe) {
        Path folder = pretrained(method);
        return new PlannedRun(folder, method, Optional.empty(), "pretrain " + plan.workspace() + " " + architecture
                + values(recipe),
                (resume, compute) -> new PretrainRequest(plan.workspace(), folder, architecture,
                        recipe, List.of(), resume, compute));
    }

    private PlannedRun finetuning(String method, Start start, Cell cell) {
        String words = cell.task().replaceAll("[^A-Za-z0-9]+", "-") + "-" + method + "-"
                + BigDecimal.valueOf(cell.labelRatio()).stripTrailingZeros().toPlainString() + "-seed" + cell.seed();
        Path folder = plan.folder().resolve(words);
        Recipe recipe = plan.finetuning().recipe().with(RecipeKey.SEED, Long.toString(cell.seed()));
        String init = switch (start) {
            case Start.Random() -> FinetuneRequest.RANDOM;
            case Start.Model(Path model) -> model.toString();
            case Start.Pretraining pretraining -> pretrained(method).toString();
        };
        Architecture architecture = plan.finetuning().architecture();
        return new PlannedRun(folder, method, Optional.of(cell), "finetune " + plan.workspace() + " " + cell + " "
                + architecture + " " + init + values(recipe),
                (resume, compute) -> new FinetuneRequest(plan.workspace(),
                        folder, cell.task(), init, cell.labelRatio(), architecture, recipe, resume, compute));
    }

    private static String values(Recipe recipe) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<RecipeKey, Recipe.Setting> setting : recipe.settings().entrySet()) {
            text.append(' ').append(setting.getKey().key()).append('=').append(setting.getValue().value());
        }
        return text.toString();
    }
}

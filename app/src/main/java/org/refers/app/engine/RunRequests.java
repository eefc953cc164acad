package org.refers.app.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.RunPlan.Start;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.compute.Compute;
import org.refers.training.run.Architecture;
import org.refers.training.run.Choice;
import org.refers.training.run.FinetuneRequest;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RecipeKey;
import org.refers.training.run.RunRequest;

/** Makes requests of plans. */
final class RunRequests {

    private final RecipeFiles recipes = new RecipeFiles();
    private final Compute compute;

    /**
     * Creates a maker.
     *
     * @param compute where runs compute whose plan leaves that open
     */
    RunRequests(Compute compute) {
        this.compute = compute;
    }

    static Recipe.Purpose purpose(Kind kind) {
        return kind == Kind.PRETRAIN ? Recipe.Purpose.PRETRAIN : Recipe.Purpose.FINETUNE;
    }

    /**
     * The recipe of a plan with its changes.
     *
     * @throws IllegalArgumentException if there is no such recipe or a value cannot be; one sentence
     */
    Recipe recipe(RunPlan plan) {
        Recipe recipe = recipes.find(plan.recipe(), purpose(plan.kind()));
        for (Map.Entry<String, String> setting : plan.settings().entrySet()) {
            recipe = recipe.with(RecipeKey.of(setting.getKey()), setting.getValue());
        }
        return recipe.asked(List.of(Choice.values()));
    }

    Compute compute(RunPlan plan) {
        return plan.start().device().equals(Start.AUTO)
                ? compute
                : new Compute(plan.start().device(), compute.threads(), compute.cache(), compute.libtorch());
    }

    RunRequest of(RunPlan plan) {
        Architecture architecture = new Architecture(Preset.valueOf(plan.preset().toUpperCase(Locale.ROOT)),
                sizeOf(plan));
        List<Path> models = plan.start().models();
        return plan.kind() == Kind.PRETRAIN
                ? new PretrainRequest(plan.workspace(), plan.run(), architecture, recipe(plan), models, plan.resume(),
                        compute(plan))
                : new FinetuneRequest(plan.workspace(), plan.run(), plan.finetuning().task(),
                        models.isEmpty() ? FinetuneRequest.RANDOM : models.getFirst().toString(),
                        plan.finetuning().labelRatio(), architecture, recipe(plan), plan.resume(), compute(plan));
    }

    /** A run from a model may bear a size of no name, which is the model's own; nothing is made by it then. */
    private static Size sizeOf(RunPlan plan) {
        String wanted = plan.size().toUpperCase(Locale.ROOT);
        boolean known = List.of(Size.values()).stream().anyMatch(size -> size.name().equals(wanted));
        return known || !(plan.resume() || plan.isFromModel()) ? Size.valueOf(wanted) : Size.BASE;
    }
}

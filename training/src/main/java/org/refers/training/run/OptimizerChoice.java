package org.refers.training.run;

import java.util.List;
import java.util.Map;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.UpdateKernels;
import org.refers.training.optim.AdamW;
import org.refers.training.optim.Lookahead;
import org.refers.training.optim.Muon;
import org.refers.training.optim.Optimizer;
import org.refers.training.optim.ParameterGroup;
import org.refers.training.optim.Sgd;

/** The optimizer that a recipe asks for. */
public final class OptimizerChoice {

    /** Adam's epsilon, as published. */
    static final double EPSILON = 1e-8;

    private OptimizerChoice() {
    }

    /**
     * Makes an optimizer.
     *
     * @param partRates rates of the parts that do not learn at {@code lr}, by prefix
     */
    public static Optimizer of(ParameterSet parameters, Recipe recipe, Map<String, Double> partRates,
            UpdateKernels updates) {
        List<ParameterGroup> groups = ParameterGroup.of(parameters, new ParameterGroup.Rates(
                recipe.number(RecipeKey.LR), partRates, recipe.number(RecipeKey.WEIGHT_DECAY)));
        double momentum = recipe.number(RecipeKey.MOMENTUM);
        AdamW.Betas betas = new AdamW.Betas(momentum, recipe.number(RecipeKey.BETA2), EPSILON);
        Optimizer inner = switch (recipe.text(RecipeKey.OPTIMIZER)) {
            case "adamw" -> new AdamW(parameters, groups, betas, updates);
            case "muon" -> new Muon(parameters, groups, recipe.number(RecipeKey.MUON_MOMENTUM), betas, updates);
            default -> new Sgd(parameters, groups, momentum, updates);
        };
        int every = recipe.count(RecipeKey.LOOKAHEAD_STEPS);
        return every == 0
                ? inner
                : new Lookahead(inner, parameters,
                        new Lookahead.Pace(every, recipe.number(RecipeKey.LOOKAHEAD_ALPHA)), updates);
    }
}

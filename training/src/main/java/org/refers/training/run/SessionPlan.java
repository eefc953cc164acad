package org.refers.training.run;

import org.refers.training.optim.WarmupCosine;

/**
 * The numbers of the loop.
 *
 * @param maxSteps steps of the run
 * @param warmup steps of the linear rise
 * @param constant whether the rate stays after the rise
 * @param learningRate peak rate that events tell of
 * @param clipNorm limit of the gradient's norm, 0 for none
 * @param seed of the run
 * @param validateEvery steps between validations
 * @param patience validations without gain before the end, 0 for never
 * @param saving when checkpoints are written
 */
record SessionPlan(long maxSteps, long warmup, boolean constant, double learningRate, double clipNorm, long seed,
        long validateEvery, long patience, Saving saving) {

    /**
     * When checkpoints are written, besides at the end and at the best validation.
     *
     * @param everySteps steps between two, 0 for never
     * @param everyMinutes minutes between two, 0 for never
     */
    record Saving(long everySteps, double everyMinutes) {
    }

    static SessionPlan of(Recipe recipe, long stepsPerEpoch) {
        long every = recipe.whole(RecipeKey.VALIDATE_EVERY);
        long maxSteps = recipe.whole(RecipeKey.MAX_STEPS);
        return new SessionPlan(maxSteps, Math.min(recipe.steps(RecipeKey.WARMUP_STEPS), maxSteps),
                recipe.text(RecipeKey.SCHEDULE).equals("constant"), recipe.number(RecipeKey.LR),
                recipe.number(RecipeKey.CLIP_NORM), recipe.whole(RecipeKey.SEED), every == 0 ? stepsPerEpoch : every,
                recipe.whole(RecipeKey.PATIENCE), new Saving(recipe.whole(RecipeKey.CHECKPOINT_EVERY),
                        recipe.number(RecipeKey.CHECKPOINT_MINUTES)));
    }

    /** Factor on all rates at a step, from 0. */
    double factor(long step) {
        double factor = new WarmupCosine(warmup, maxSteps).factor(step);
        return constant && step >= warmup ? 1 : factor;
    }
}

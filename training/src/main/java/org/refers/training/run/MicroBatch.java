package org.refers.training.run;

import java.util.stream.Stream;
import org.refers.training.run.Recipe.Origin;
import org.refers.training.store.CheckpointState;

/** How many items are computed at once. */
final class MicroBatch {

    private MicroBatch() {
    }

    /** As a recipe says: at most the batch. */
    static int of(Recipe recipe) {
        int batch = recipe.count(RecipeKey.BATCH_SIZE);
        int micro = recipe.count(RecipeKey.MICRO_BATCH_SIZE);
        return micro == 0 ? batch : Math.min(micro, batch);
    }

    /**
     * The state of a run that goes on: with as many at once as memory held before, unless the user now says how many.
     *
     * @param asked what this start was asked for
     */
    static CheckpointState onResume(CheckpointState from, Recipe recipe, Recipe asked) {
        boolean commanded = Stream.of(RecipeKey.MICRO_BATCH_SIZE, RecipeKey.BATCH_SIZE)
                .anyMatch(key -> asked.origin(key) == Origin.COMMAND);
        return from.withMicroBatch(commanded ? 0 : Math.min(from.microBatch(), of(recipe)));
    }
}

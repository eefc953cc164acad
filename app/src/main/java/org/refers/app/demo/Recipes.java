package org.refers.app.demo;

import java.util.Map;
import org.refers.training.run.Recipe;

/** Recipes with values changed. */
final class Recipes {

    private Recipes() {
    }

    static Recipe with(Recipe recipe, Map<String, String> values) {
        Recipe changed = recipe;
        for (Map.Entry<String, String> value : values.entrySet()) {
            changed = changed.withAssignment(value.getKey() + "=" + value.getValue());
        }
        return changed;
    }
}

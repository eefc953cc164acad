package org.refers.training.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** What is chosen for a run beside the values of its recipe. {@code config.yaml} keeps who chose it under {@code origins}. */
public enum Choice {
    /** The architecture's preset. */
    PRESET,
    /** The network's size. */
    SIZE,
    /** The recipe's name or file. */
    RECIPE,
    /** What is fine-tuned on. */
    TASK,
    /** Where the first weights come from. */
    INIT,
    /** The share of the labels. */
    LABEL_RATIO;

    /** Preset and size when a model is begun from, which brings its own. */
    static final List<Choice> OF_A_MODEL = List.of(PRESET, SIZE);

    /** The choice's key in {@code config.yaml}, where the recipe stands as {@code base}. */
    String key() {
        return this == RECIPE ? "base" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * Origins by key.
     *
     * @param choices those that the run has
     * @param asked those that the user made
     * @param fromModel whether a model brings its own preset and size
     */
    static SequencedMap<String, String> origins(List<Choice> choices, Collection<Choice> asked, boolean fromModel) {
        SequencedMap<String, String> origins = new LinkedHashMap<>();
        for (Choice choice : choices) {
            origins.put(choice.key(), fromModel && OF_A_MODEL.contains(choice)
                    ? "model"
                    : asked.contains(choice) ? "command" : "default");
        }
        return origins;
    }

    /** Choices of pre-training. */
    static Map<String, String> of(PretrainRequest request) {
        return origins(List.of(PRESET, SIZE, RECIPE, INIT), request.recipe().asked(), false);
    }

    /** Choices of fine-tuning. */
    static Map<String, String> of(FinetuneRequest request) {
        return origins(List.of(values()), request.recipe().asked(), !request.init().equals(FinetuneRequest.RANDOM));
    }
}

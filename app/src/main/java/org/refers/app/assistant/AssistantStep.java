package org.refers.app.assistant;

import java.util.Locale;

/** The steps of the assistant, in order. */
public enum AssistantStep {
    /** What the run learns, and what it begins with. */
    METHOD,
    /** What it learns from. */
    DATA,
    /** Architecture and every value of the recipe. */
    RECIPE,
    /** Where it computes, and what it needs. */
    DEVICE,
    /** All of it once more. */
    SUMMARY;

    /** The step's part of keys and ids. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    AssistantStep next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    AssistantStep previous() {
        return values()[Math.max(ordinal() - 1, 0)];
    }
}

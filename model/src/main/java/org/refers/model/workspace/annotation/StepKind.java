package org.refers.model.workspace.annotation;

import java.util.Locale;

/** How a step of the journal came about. */
public enum StepKind {
    /** By the reader's hand. */
    MADE,
    /** By reading files, all of it as one step. */
    IMPORTED,
    /** It takes an earlier step back. */
    UNDONE,
    /** It makes a step again that was taken back. */
    REDONE,
    /** It restores what was there before an earlier step. */
    BROUGHT_BACK;

    /** The journal's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it is a step of its own, which undo takes back, and not one that moves along the others. */
    boolean isStep() {
        return this != UNDONE && this != REDONE;
    }
}

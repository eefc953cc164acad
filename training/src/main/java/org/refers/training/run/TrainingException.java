package org.refers.training.run;

import org.jspecify.annotations.Nullable;

/** A run that could not begin or go on, told in one sentence. */
public final class TrainingException extends Exception {

    private static final long serialVersionUID = 1;

    /** Whose turn it is. */
    public enum Kind {
        /** What was asked for cannot be done: a key, a file or a folder is wrong. */
        INPUT,
        /** The program or the machine failed. */
        FAULT
    }

    /** What to do, in the words that sentences say it with: a button of the window, an option in a terminal. */
    public static final String RESUME = "resume the run";

    /** The same for a run that cannot find the models that it began with: in the window {@code Clone} opens the assistant. */
    public static final String NAME_MODELS = "clone the run and choose under Method again what it begins with";

    private final Kind kind;

    private TrainingException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What was asked for cannot be done. */
    public static TrainingException input(String sentence) {
        return new TrainingException(Kind.INPUT, sentence, null);
    }

    /** What was asked for cannot be done, found by another failure. */
    public static TrainingException input(String sentence, Throwable cause) {
        return new TrainingException(Kind.INPUT, sentence, cause);
    }

    /** The program or the machine failed. */
    public static TrainingException fault(String sentence, @Nullable Throwable cause) {
        return new TrainingException(Kind.FAULT, sentence, cause);
    }

    /** Whose turn it is. */
    public Kind kind() {
        return kind;
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

package org.refers.training.predict;

/** A model that cannot be loaded; one sentence that names it. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1;

    /** Creates an exception with its sentence. */
    public ModelException(String sentence) {
        super(sentence);
    }

    /** Creates an exception with its sentence and what led to it. */
    public ModelException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

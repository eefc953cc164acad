package org.refers.training.compute;

/** A device or thread count that cannot be had; one sentence. */
public final class ComputeException extends Exception {

    private static final long serialVersionUID = 1;

    ComputeException(String sentence) {
        super(sentence);
    }

    ComputeException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

package org.refers.training.libtorch;

/** A libtorch that cannot be used; one sentence that says which and what to do. */
public final class LibtorchException extends Exception {

    private static final long serialVersionUID = 1;

    LibtorchException(String sentence) {
        super(sentence);
    }

    LibtorchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

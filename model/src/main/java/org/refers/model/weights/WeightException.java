package org.refers.model.weights;

import java.io.IOException;

/** A foreign weight file that is damaged, or holds what is not read; the message is a clause that names the file. */
public final class WeightException extends IOException {

    private static final long serialVersionUID = 1;

    /** Creates an exception. */
    public WeightException(String message) {
        super(message);
    }

    /** A failure of reading as something to tell: what ends too early often has no words of its own. */
    static IOException told(IOException failure) {
        return failure.getMessage() == null
                ? new WeightException("the file ends early or is damaged", failure)
                : failure;
    }

    /** Creates an exception with what led to it. */
    public WeightException(String message, Throwable cause) {
        super(message, cause);
    }
}

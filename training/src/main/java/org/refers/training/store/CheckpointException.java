package org.refers.training.store;

import java.io.IOException;

/** A checkpoint that is damaged or of an unknown format; the message names it in one sentence without a full stop. */
public final class CheckpointException extends IOException {

    private static final long serialVersionUID = 1;

    CheckpointException(String message) {
        super(message);
    }

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}

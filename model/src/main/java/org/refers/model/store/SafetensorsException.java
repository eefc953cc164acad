package org.refers.model.store;

import java.io.IOException;

/** A safetensors file that cannot be read as such; the message says in one sentence what is wrong with it. */
public final class SafetensorsException extends IOException {

    /** Creates the exception. */
    public SafetensorsException(String message) {
        super(message);
    }

    /** Creates the exception with its cause. */
    public SafetensorsException(String message, Throwable cause) {
        super(message, cause);
    }
}

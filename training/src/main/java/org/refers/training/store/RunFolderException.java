package org.refers.training.store;

import java.io.IOException;

/** A run folder that cannot be used as asked; one sentence without a full stop. */
public final class RunFolderException extends IOException {

    private static final long serialVersionUID = 1;

    RunFolderException(String message) {
        super(message);
    }

    RunFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}

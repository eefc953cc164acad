package org.refers.model.workspace.cohort;

import java.io.Serial;

/** A condition that cannot be understood. The message is one sentence for the user. */
public final class CohortException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Creates an exception with a sentence that says what is wrong and what to write. */
    public CohortException(String message) {
        super(message);
    }
}

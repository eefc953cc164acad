package org.refers.model.workspace.importer;

import java.io.Serial;

/** An import that cannot begin: the source or an option is wrong. The message is one sentence for the user. */
public final class ImportException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** Creates an exception with a sentence that says what is wrong and what to do. */
    public ImportException(String message) {
        super(message);
    }
}

package org.refers.model.workspace;

import java.io.IOException;
import java.io.Serial;

/** A workspace could not be opened, read or written. The message is one sentence for the user; it names no patient. */
public final class WorkspaceException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private String command = "";

    /** Creates an exception with a sentence that says what failed and what to do. */
    public WorkspaceException(String message) {
        super(message);
    }

    /** Creates an exception with its cause, which goes to the log only. */
    public WorkspaceException(String message, Throwable cause) {
        super(message, cause);
    }

    private WorkspaceException(String message, String command) {
        super(message);
        this.command = command;
    }

    /** An exception whose remedy is a command in a terminal; elsewhere the sentence has to be enough. */
    static WorkspaceException withCommand(String message, String command) {
        return new WorkspaceException(message, command);
    }

    /** The command that helps; empty if none does. */
    public String command() {
        return command;
    }
}

package org.refers.app.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.WorkspaceException;

/** A failure that is told to the user in one sentence, with the exit code the command ends with. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Bad usage or bad input: exit code 2. The sentence names the file or key and says what to do. */
    public static CliException badInput(String sentence) {
        return new CliException(2, sentence, null);
    }

    /** Bad usage or bad input, found by another failure. */
    public static CliException badInput(String sentence, Throwable cause) {
        return new CliException(2, sentence + command(cause), cause);
    }

    /** The command that helps, which the sentence leaves out since the window shows it too. */
    private static String command(Throwable cause) {
        return Stream.iterate(Optional.of(cause), Optional::isPresent, one -> one.map(Throwable::getCause))
                .map(Optional::get).filter(WorkspaceException.class::isInstance)
                .map(found -> ((WorkspaceException) found).command()).filter(found -> !found.isEmpty()).findFirst()
                .map(found -> " The command is: " + found).orElse("");
    }

    /** A fault of ours or of the machine: exit code 1; details go to the log. */
    public static CliException fault(String sentence, Throwable cause) {
        return new CliException(1, sentence, cause);
    }

    /** The exit code, 1 or 2. */
    public int exitCode() {
        return exitCode;
    }
}

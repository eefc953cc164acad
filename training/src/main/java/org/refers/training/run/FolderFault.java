package org.refers.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a run's folder can no longer be written, and what to do. Systems tell the reason in words alone. */
final class FolderFault {

    private static final List<String> FULL = List.of("no space left", "not enough space", "quota exceeded");
    private static final List<String> PROTECTED = List.of("read-only", "permission denied", "not permitted",
            "access is denied");

    private static final String RESUME = TrainingException.RESUME;

    private FolderFault() {
    }

    /** One sentence: what is wrong with the folder and what to do. Logs say "the run folder" for its path. */
    static String sentence(Path run, IOException problem) {
        if (!Files.isDirectory(run)) {
            return run
                    + " is no longer there: it was removed, or its disk was; bring it back and "
                    + RESUME + ", or begin again.";
        }
        String reason = reason(problem).toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(reason::contains)) {
            return "The disk of " + run + " is full; free some space and " + RESUME + ".";
        }
        if (problem instanceof AccessDeniedException || problem.getCause() instanceof ReadOnlyFileSystemException
                || PROTECTED.stream().anyMatch(reason::contains)) {
            return run + " is write-protected; allow writing to it and " + RESUME + ".";
        }
        return run + " cannot be written; is the disk full or write-protected? Mend that and " + RESUME + ".";
    }

    /** What an unchecked exception wraps: always there, which its own type does not say. */
    static IOException causeOf(UncheckedIOException wrapped) {
        return Optional.ofNullable(wrapped.getCause()).orElseGet(() -> new IOException(wrapped));
    }

    /** The system's words without the file's name. */
    private static String reason(IOException problem) {
        String said = problem instanceof FileSystemException file ? file.getReason() : problem.getMessage();
        return Optional.ofNullable(said).orElse("");
    }
}

package org.refers.app.error;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something to tell the user.
 *
 * @param sentence what happened, and what to do
 * @param fault whether something went wrong and the log knows more
 * @param report the crash report, where the fault was one of the program's own
 */
public record Notice(String sentence, boolean fault, Optional<Path> report) {

    /** Without a crash report. */
    public Notice(String sentence, boolean fault) {
        this(sentence, fault, Optional.empty());
    }

}

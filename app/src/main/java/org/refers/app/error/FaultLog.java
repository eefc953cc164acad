package org.refers.app.error;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Appends faults to the application's log as types and stack frames only.
 *
 * <p>Messages of exceptions are left out on purpose: many hold a file's path, and paths in hospitals hold patients'
 * names. Types and frames are what is needed to find a fault.
 */
public final class FaultLog {

    /** Beyond this the log starts anew: ten thousand faults tell no more than the last few hundred. */
    private static final long LARGEST = 4_000_000;

    private final Path file;

    /** Creates a log that writes to a file, made with its folders when the first fault comes. */
    public FaultLog(Path file) {
        this.file = file;
    }

    /** Where the log is. */
    public Path file() {
        return file;
    }

    /**
     * Writes one fault.
     *
     * @return false if the log could not be written; the caller then has only the sentence it shows
     */
    public boolean write(String doing, Throwable fault) {
        StringBuilder text = new StringBuilder();
        text.append(Instant.now()).append(" fault in ").append(doing).append('\n');
        describe(fault, text, new HashSet<>());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            boolean full = Files.exists(file) && Files.size(file) > LARGEST;
            Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
                    full ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    private static void describe(Throwable fault, StringBuilder text, Set<Throwable> seen) {
        for (Throwable cause = fault; cause != null && seen.add(cause); cause = cause.getCause()) {
            text.append(cause == fault ? "  " : "  caused by ").append(cause.getClass().getName()).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
    }
}

package org.refers.test.hostile;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Gives a file to a reader and watches what it throws, how long it takes, and how much memory it asks for. */
final class Watch {

    /** Seconds are long for a reader of one small file; a machine that is busy with a build must pass too. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path folder;

    /** Watches readers that find their files in a folder, which is the watch's own. */
    Watch(Path folder) {
        this.folder = folder;
    }

    /** What became of a file: read, or refused in these words. */
    record Outcome(boolean read, String words, long nanos, long allocated) {
    }

    /**
     * Reads a file; a second time if the first asked for too much memory, since loading a class asks for some too.
     *
     * @throws AssertionError if the reader does not keep a limit
     */
    Outcome read(Target target, byte[] bytes) {
        long budget = target.budget().bytes(bytes);
        Outcome outcome = once(target, bytes);
        if (outcome.allocated > budget) {
            outcome = once(target, bytes);
        }
        if (outcome.allocated > budget) {
            throw new AssertionError("%s asked for %,d bytes for a file of %,d; its budget is %,d".formatted(
                    target.name(), outcome.allocated, bytes.length, budget));
        }
        return outcome;
    }

    private Outcome once(Target target, byte[] bytes) {
        Path file = folder.resolve("file" + target.ending());
        try {
            Files.write(file, bytes);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        long began = System.nanoTime();
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        String words = "";
        boolean read = true;
        try {
            target.reading().read(file);
        } catch (Throwable problem) {
            if (!target.mayRefuseWith(problem)) {
                throw new AssertionError(target.name() + " answers with " + problem, problem);
            }
            words = words(target, problem);
            read = false;
        }
        long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
        long nanos = System.nanoTime() - began;
        if (nanos > LONGEST) {
            throw new AssertionError(target.name() + " took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
        return new Outcome(read, words, nanos, allocated);
    }

    private static String words(Target target, Throwable refusal) {
        String words = refusal.getMessage();
        if (words == null || words.isBlank()) {
            throw new AssertionError(target.name() + " refuses without a word", refusal);
        }
        return words;
    }
}

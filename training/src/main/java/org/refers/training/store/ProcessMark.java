package org.refers.training.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A process by its number and its start, which no other process has: a number alone is given again. Written into files that say
 * who owns something, so that the dead own nothing, whatever they left behind.
 */
public final class ProcessMark {

    private static final String FORM = "\\d{1,18} \\d{1,18}";
    /** A start time is read back to about a second; a number is not given to another process within that time. */
    private static final long TOLERANCE_SECONDS = 2;

    private ProcessMark() {
    }

    /** This process. */
    public static String ofThis() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " " + self.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    /** Whether the process of a mark is there; a text that is no mark is nobody's. */
    public static boolean isAlive(String mark) {
        return process(mark).isPresent();
    }

    /** The living process of a mark. */
    public static Optional<ProcessHandle> process(String mark) {
        if (!mark.matches(FORM)) {
            return Optional.empty();
        }
        String[] parts = mark.split(" ");
        long started = Long.parseLong(parts[1]);
        return ProcessHandle.of(Long.parseLong(parts[0])).filter(ProcessHandle::isAlive)
                .filter(process -> started == 0 || process.info().startInstant()
                        .map(now -> Math.abs(now.getEpochSecond() - started) <= TOLERANCE_SECONDS).orElse(true));
    }
}

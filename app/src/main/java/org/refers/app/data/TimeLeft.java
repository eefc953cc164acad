package org.refers.app.data;

import java.time.Duration;
import java.util.Optional;

/** Says how long a phase of work will take, from its pace since it began. Not safe for several threads. */
final class TimeLeft {

    /** Before that the pace says nothing. */
    private static final double SETTLED_SECONDS = 3;

    private String phase = "";
    private long firstDone;
    private long startNanos;

    /**
     * Takes a step.
     *
     * @param nanos now, by a clock that never goes back
     * @return time until the phase's end; empty while nobody knows
     */
    Optional<Duration> at(String now, long done, long total, long nanos) {
        if (!now.equals(phase) || done < firstDone) {
            phase = now;
            firstDone = done;
            startNanos = nanos;
        }
        double seconds = (nanos - startNanos) / 1e9;
        if (seconds < SETTLED_SECONDS || done <= firstDone || total < done) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.round(seconds * (total - done) / (done - firstDone))));
    }
}

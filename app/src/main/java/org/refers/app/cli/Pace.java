package org.refers.app.cli;

import java.time.Duration;

/** Keeps progress readable: something may be told once an interval, first when one has passed. For one thread. */
final class Pace {

    private final long interval;
    private long next;

    Pace(Duration interval) {
        this.interval = interval.toNanos();
        this.next = System.nanoTime() + this.interval;
    }

    /** Whether it is time; then the next interval begins. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + interval;
        return true;
    }
}

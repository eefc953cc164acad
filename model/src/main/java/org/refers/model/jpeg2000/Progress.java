package org.refers.model.jpeg2000;

import java.util.concurrent.CancellationException;
import java.util.function.DoublePredicate;

/** Counts what is done, tells it now and then, and remembers that nobody waits any more. Any thread. */
final class Progress {

    /** More often nobody sees. */
    private static final double LEAST = 0.005;

    private final DoublePredicate listener;
    private final long total;
    private long done;
    private double told;
    private volatile boolean stopped;

    /**
     * Begins at nothing.
     *
     * @param listener is told the share done and says whether to go on
     * @param total of all that will be done
     */
    Progress(DoublePredicate listener, long total) {
        this.listener = listener;
        this.total = Math.max(1, total);
    }

    synchronized void add(long units) {
        done += units;
        double share = Math.min(1, done / (double) total);
        if (!stopped && share >= told + LEAST) {
            told = share;
            stopped = !listener.test(share);
        }
    }

    boolean isStopped() {
        return stopped;
    }

    void requireGoingOn() {
        if (stopped) {
            throw new CancellationException("nobody waits for the picture");
        }
    }
}

package org.refers.app.data;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asked by work in the background whether it should stop, it lets the work rest from time to time: systems where priorities of
 * threads are not heeded, such as Linux, would else give it as much as the radiograph somebody waits for.
 */
final class Courtesy implements BooleanSupplier {

    /** Short enough that a rest is over before anybody notices that the check stood still. */
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(120);
    /** A third of the work: the check takes at most three quarters of one core. */
    private static final long REST_NANOS = WORK_NANOS / 3;

    private final BooleanSupplier stopped;
    private long worked = System.nanoTime();

    Courtesy(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        if (!stopped.getAsBoolean() && System.nanoTime() - worked > WORK_NANOS) {
            LockSupport.parkNanos(REST_NANOS);
            worked = System.nanoTime();
        }
        return stopped.getAsBoolean();
    }
}

package org.refers.training.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Radiographs per second and the share of waiting for them, over the last moments and over the whole start. */
final class Throughput {

    private static final double NANOS = 1e9;
    /** Long enough to be steady, short enough to show a change. */
    private static final double WINDOW_SECONDS = 2;

    private final LongSupplier clock;
    private final Deque<long[]> recent = new ArrayDeque<>();
    private final long start;
    private long images;
    private long steps;
    private long busy;
    private long last;
    private long waiting;
    private long waitedInAll;

    Throughput(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.last = start;
    }

    /** Call when a step begins: what lies between steps, such as validation, does not count. */
    void begin() {
        last = clock.getAsLong();
    }

    /** Call when a step's batch is there: what went by since it began was waiting. */
    void waited() {
        waiting = clock.getAsLong() - last;
    }

    /** Counts a step's radiographs. */
    void finish(int count) {
        long now = clock.getAsLong();
        images += count;
        steps++;
        busy += now - last;
        waitedInAll += waiting;
        recent.addLast(new long[]{now - last, count, waiting});
        waiting = 0;
        double seconds = recent.stream().mapToLong(step -> step[0]).sum() / NANOS;
        while (recent.size() > 1 && seconds > WINDOW_SECONDS) {
            seconds -= recent.removeFirst()[0] / NANOS;
        }
        last = now;
    }

    double recentRate() {
        double seconds = recent.stream().mapToLong(step -> step[0]).sum() / NANOS;
        return seconds == 0 ? 0 : recent.stream().mapToLong(step -> step[1]).sum() / seconds;
    }

    /** Share of the last moments' steps that was waiting, 0 to 1. */
    double recentWaiting() {
        long time = recent.stream().mapToLong(step -> step[0]).sum();
        return time == 0 ? 0 : (double) recent.stream().mapToLong(step -> step[2]).sum() / time;
    }

    /** Share of all steps that was waiting, 0 to 1. */
    double wholeWaiting() {
        return busy == 0 ? 0 : (double) waitedInAll / busy;
    }

    double wholeRate() {
        return busy == 0 ? 0 : images / (busy / NANOS);
    }

    /** Time of the steps to come, as the steps so far and what lay between them took; negative while unknown. */
    double secondsFor(long stepsLeft) {
        return steps == 0 ? -1 : seconds() / steps * stepsLeft;
    }

    double seconds() {
        return (clock.getAsLong() - start) / NANOS;
    }
}

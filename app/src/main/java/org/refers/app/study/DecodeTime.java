package org.refers.app.study;

import java.time.Duration;
import java.util.Optional;
import org.refers.viewer.hanging.PaneContent.Progress;

/** How long a radiograph will still be decoded, by how long it has been. Told only of one that takes long. */
final class DecodeTime {

    /** What comes sooner would only flicker. */
    private static final Duration SOON = Duration.ofMillis(300);
    /** The first percents hold the start of a process and the reading of the file, and say little of the rest. */
    private static final double LEAST_SHARE = 0.05;

    private final long start;

    /**
     * Begins now.
     *
     * @param now in nanoseconds
     */
    DecodeTime(long now) {
        this.start = now;
    }

    /** What to show at a moment; empty as long as nothing needs to be shown. */
    Optional<Progress> at(long now, double share) {
        long passed = now - start;
        if (passed < SOON.toNanos()) {
            return Optional.empty();
        }
        if (share < LEAST_SHARE) {
            return Optional.of(new Progress(share, Optional.empty()));
        }
        double left = passed * (1 - share) / share / 1e9;
        return Optional.of(new Progress(share, Optional.of((int) Math.ceil(left))));
    }
}

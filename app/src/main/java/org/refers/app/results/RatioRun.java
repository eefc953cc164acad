package org.refers.app.results;

import java.util.Map;
import java.util.Optional;
import org.refers.training.metric.Interval;

/**
 * A fine-tuning run as a point of the curve over label ratios.
 *
 * @param name of the run
 * @param kind what parts it from other runs of its task
 * @param task what it learned
 * @param ratio share of the labels it learned from
 * @param mean mean area over the findings; empty where none is defined
 * @param findings areas by finding, where they are defined
 */
record RatioRun(String name, Kind kind, String task, double ratio, Optional<Area> mean, Map<String, Area> findings) {

    RatioRun {
        findings = Map.copyOf(findings);
    }

    /**
     * What parts runs of one task: runs that differ here are no repetitions of each other.
     *
     * @param init {@code random}, or the beginning of the digest of the model that it began with
     * @param size preset and size of the network
     * @param maxSteps steps it was to take
     */
    record Kind(String init, String size, long maxSteps) {

        /** The same whatever the number of steps. */
        Kind ofAnySteps() {
            return new Kind(init, size, 0);
        }
    }

    /**
     * An AUROC on the test radiographs.
     *
     * @param value the area
     * @param interval its 95 % interval, by patient
     */
    record Area(double value, Optional<Interval> interval) {
    }
}

package org.refers.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.refers.app.cli.ViewMeter.Timing;

/** Times of something that was done many times. */
final class Times {

    private static final double NANOS_PER_MS = 1e6;

    private final List<Double> milliseconds = new ArrayList<>();

    void add(long nanos) {
        milliseconds.add(nanos / NANOS_PER_MS);
    }

    int count() {
        return milliseconds.size();
    }

    double median() {
        return quantile(0.5);
    }

    double p95() {
        return quantile(0.95);
    }

    /** The smallest time that this share does not exceed; 0 without any. */
    private double quantile(double share) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    Timing timing(String action, int width, int height) {
        return new Timing(action, width + "x" + height, median(), p95());
    }
}

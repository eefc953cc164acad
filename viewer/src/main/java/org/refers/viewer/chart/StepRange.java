package org.refers.viewer.chart;

/**
 * The stretch of steps that plots show. Needs no toolkit.
 *
 * @param low first step shown
 * @param high last step shown, above low
 */
record StepRange(double low, double high) {

    /** Fewer steps than this show nothing more. */
    static final double LEAST = 4;

    StepRange {
        if (!(high > low) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("no steps from " + low + " to " + high);
        }
    }

    /** From nought to a last step. */
    static StepRange upTo(double last) {
        return new StepRange(0, Math.max(1, last));
    }

    double length() {
        return high - low;
    }

    /** The step at a share of the range, 0 to 1. */
    double at(double share) {
        return low + share * length();
    }

    /**
     * The range shrunk or stretched about a step, which keeps its place.
     *
     * @param factor new length over the old; below 1 shows less, larger
     */
    StepRange scaled(double about, double factor) {
        double length = Math.max(length() * factor, LEAST);
        double share = Math.clamp((about - low) / length(), 0, 1);
        double start = about - share * length;
        return new StepRange(start, start + length);
    }

    /** The range moved by a share of its length, to the right when positive. */
    StepRange moved(double share) {
        return new StepRange(low + share * length(), high + share * length());
    }

    /** The range between two steps in either order, no shorter than the least one. */
    static StepRange between(double one, double other) {
        double middle = (one + other) / 2;
        double half = Math.max(Math.abs(one - other), LEAST) / 2;
        return new StepRange(middle - half, middle + half);
    }

    /** The range pushed, and if need be shrunk, into another. */
    StepRange within(StepRange all) {
        if (length() >= all.length()) {
            return all;
        }
        double start = Math.clamp(low, all.low(), all.high() - length());
        return new StepRange(start, start + length());
    }
}

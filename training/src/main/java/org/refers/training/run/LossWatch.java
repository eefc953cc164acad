package org.refers.training.run;

/**
 * Tells when a training comes apart: the smoothed loss has risen far above the lowest it ever was and above where it began. A
 * spike of some steps does not move it, and a loss that merely stops falling is no divergence.
 */
final class LossWatch {

    /** Share of the new loss in the mean: it reaches back about a hundred steps. */
    private static final double NEW = 0.02;
    /** Steps before anything is said: the mean must have seen its hundred. */
    private static final int FIRST_WORD = 200;
    /** How often the lowest mean counts as come apart; losses of a healthy run differ by far less. */
    private static final double FAR = 3;

    private double mean = Double.NaN;
    private double first = Double.NaN;
    private double lowest = Double.POSITIVE_INFINITY;
    private long steps;

    /** Takes the loss of the next step; whether the training has come apart. */
    boolean hasDiverged(double loss) {
        steps++;
        first = steps == 1 ? loss : first;
        mean = steps == 1 ? loss : mean + NEW * (loss - mean);
        lowest = Math.min(lowest, mean);
        return steps >= FIRST_WORD && mean > first && mean > FAR * lowest;
    }
}

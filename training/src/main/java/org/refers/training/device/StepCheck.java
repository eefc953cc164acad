package org.refers.training.device;

/**
 * One training step of a softmax classifier: forward, backward, update. Its gradient has a closed form.
 *
 * @param lossBefore mean cross-entropy before the step, in nats; ln(classes), since the weights start at 0
 * @param lossAfter the same after it
 * @param seconds time of the step
 * @param largestError largest difference of an entry of the gradient from the closed form, which is below 1 everywhere
 */
public record StepCheck(double lossBefore, double lossAfter, double seconds, double largestError) {

    /** Entries are means of a few dozen numbers below 1: single precision errs in the seventh digit. */
    private static final double TOLERANCE = 1e-5;

    /** Whether the gradient is right and following it lowered the loss. */
    public boolean right() {
        return largestError <= TOLERANCE && lossAfter < lossBefore;
    }
}

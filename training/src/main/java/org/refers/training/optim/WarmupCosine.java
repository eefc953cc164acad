package org.refers.training.optim;

/**
 * The factor on the learning rates: a linear rise over the warm-up, then half a cosine down to 0 at the last step.
 *
 * @param warmupSteps w, number of steps of the rise
 * @param totalSteps T, number of steps of the run
 */
public record WarmupCosine(long warmupSteps, long totalSteps) {

    /** Creates the schedule. */
    public WarmupCosine {
        if (warmupSteps < 0 || totalSteps < 1 || warmupSteps > totalSteps) {
            throw new IllegalArgumentException(
                    "warm-up of " + warmupSteps + " steps does not fit a run of " + totalSteps);
        }
    }

    /**
     * The factor of a step.
     *
     * @param step t, from 0
     * @return (t+1)/w while t &lt; w, then (1 + cos(pi (t-w)/(T-w)))/2, and 0 from T on
     */
    public double factor(long step) {
        if (step < warmupSteps) {
            return (step + 1.0) / warmupSteps;
        }
        if (step >= totalSteps) {
            return 0;
        }
        return 0.5 * (1 + Math.cos(Math.PI * (step - warmupSteps) / (totalSteps - warmupSteps)));
    }
}

package org.refers.training.run;

import java.util.function.LongSupplier;

/**
 * When the next checkpoint must be written so that a fault at any moment costs no more than the minutes that were asked
 * for: before a step or a validation that would end too late, not after it.
 */
final class SaveTimer {

    private static final double NANOS_A_MINUTE = 60e9;
    /**
     * How long the first validation counts as, as a share of the limit: nobody knows yet, so that nearly all that was done
     * before it is saved first.
     */
    private static final double UNKNOWN = 0.9;

    private final LongSupplier clock;
    private final double limit;
    private long savedAt;
    private long begunAt;
    private long longestStep;
    private double validation;

    /**
     * Starts the timer.
     *
     * @param minutes most between two checkpoints, 0 for no limit
     */
    SaveTimer(LongSupplier clock, double minutes) {
        this.clock = clock;
        this.limit = minutes * NANOS_A_MINUTE;
        this.validation = UNKNOWN * limit;
        saved();
        begin();
    }

    /** A checkpoint is on the disk. */
    void saved() {
        savedAt = clock.getAsLong();
        longestStep = 0;
    }

    /** A step or a validation begins. */
    void begin() {
        begunAt = clock.getAsLong();
    }

    /** The step that was begun has ended. */
    void endStep() {
        longestStep = Math.max(longestStep, clock.getAsLong() - begunAt);
    }

    /** The validation that was begun has ended. */
    void endValidation() {
        validation = (double) clock.getAsLong() - begunAt;
    }

    /** Whether another step like the longest since the last checkpoint would end too late. */
    boolean isDueBeforeStep() {
        return isDueBefore(longestStep);
    }

    /** Whether a validation like the last one would end too late. */
    boolean isDueBeforeValidation() {
        return isDueBefore(validation);
    }

    private boolean isDueBefore(double work) {
        return limit > 0 && clock.getAsLong() - savedAt + work > limit;
    }
}

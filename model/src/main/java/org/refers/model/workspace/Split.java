package org.refers.model.workspace;

/** The side of a data set a patient belongs to. No patient is on two sides. */
public enum Split {
    TRAIN, VALIDATION, TEST, NONE;

    /**
     * Whether this side is further from training than another. A patient whom lists put on two sides goes to the one
     * further from training: the other way round, a test would be on patients the model has seen.
     */
    public boolean heldOutMoreThan(Split other) {
        return this != NONE && (other == NONE || ordinal() > other.ordinal());
    }
}

package org.refers.model.text;

/** The patient's side that a report names with a finding. */
public enum Side {
    LEFT,
    RIGHT,
    BOTH,
    /** The report names no side, or the finding has none. */
    UNSTATED;

    /** What two statements on one finding say together. */
    public Side and(Side other) {
        if (this == UNSTATED) {
            return other;
        }
        return other == UNSTATED || other == this ? this : BOTH;
    }

    /** The side that a mirrored picture shows. */
    public Side mirrored() {
        return switch (this) {
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case BOTH, UNSTATED -> this;
        };
    }
}

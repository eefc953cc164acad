package org.refers.model.finding;

/** What is known of one finding in one radiograph or study. Unknown is not absent. */
public enum FindingLabel {
    PRESENT, ABSENT, UNCERTAIN, UNKNOWN;

    /** Whether the label may enter a loss or a metric. */
    public boolean isKnown() {
        return this == PRESENT || this == ABSENT;
    }
}

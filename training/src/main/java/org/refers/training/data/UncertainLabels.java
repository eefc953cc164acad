package org.refers.training.data;

import org.refers.model.finding.FindingLabel;

/**
 * What a label that its source calls uncertain counts as while a model learns: the policies of CheXpert (Irvin et al. 2019).
 * They are for learning alone; no metric ever counts an uncertain label, whatever the policy.
 */
public enum UncertainLabels {
    /** As one that is not known: no loss. */
    IGNORE(Float.NaN),
    /** As present. */
    ONES(1),
    /** As absent. */
    ZEROS(0);

    private final float target;

    UncertainLabels(float target) {
        this.target = target;
    }

    /** The label as a loss reads it: 1 present, 0 absent, not a number where it gives no loss. */
    float target(FindingLabel label) {
        return switch (label) {
            case PRESENT -> 1;
            case ABSENT -> 0;
            case UNCERTAIN -> target;
            case UNKNOWN -> Float.NaN;
        };
    }

    /** Whether the label gives a loss. */
    boolean teaches(FindingLabel label) {
        return !Float.isNaN(target(label));
    }
}

package org.refers.sampledata.body;

import java.util.Locale;

/** The findings of the sample data, in the order of the columns of {@code labels.csv}. */
public enum FindingKind {
    CARDIOMEGALY,
    PLEURAL_EFFUSION,
    PNEUMOTHORAX,
    NODULE,
    MASS,
    CONSOLIDATION,
    ATELECTASIS,
    INFILTRATION,
    PLEURAL_THICKENING;

    /** The name in tables, such as {@code pleural_effusion}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.refers.model.workspace.cohort;

/** In which order patients are listed. */
public enum PatientOrder {
    /** As their studies were imported. */
    IMPORT,
    /** By key. */
    KEY,
    /** Those with the most studies that were found first. */
    MOST_STUDIES
}

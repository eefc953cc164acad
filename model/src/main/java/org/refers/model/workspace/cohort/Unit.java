package org.refers.model.workspace.cohort;

/** What a condition speaks of; what a patient or a study meets, all its radiographs meet. */
public enum Unit {
    /** Single radiographs. */
    RADIOGRAPH,
    /** Studies. */
    STUDY,
    /** Patients. */
    PATIENT
}

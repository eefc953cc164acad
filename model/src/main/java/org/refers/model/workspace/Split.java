package org.refers.model.workspace;

/** The side of a data set a patient belongs to. No patient is on two sides. */
public enum Split {
    TRAIN, VALIDATION, TEST, NONE
}

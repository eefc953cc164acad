package org.refers.model.network;

/** What the contrast compares with the text. */
public enum StudyVector {
    /** The view features times their fusion weights, side by side. */
    WEIGHTED,
    /** The aggregation tokens of the views, side by side, without weights. */
    TOKEN
}

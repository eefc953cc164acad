package org.refers.model.network;

/** What the finding classifier reads. */
public enum ClassifierInput {
    /** The mean of the aggregated patches: the class activation map is exact. */
    MEAN,
    /** The aggregation token: the class activation map is an approximation. */
    TOKEN
}

package org.refers.model.network;

/** Which vector stands for a whole view. */
public enum ViewFeature {
    /** The mean of the aggregated patches u_p, width U. */
    MEAN,
    /** The aggregation token g, width D. */
    TOKEN
}

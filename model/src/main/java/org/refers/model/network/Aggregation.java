package org.refers.model.network;

/** How the aggregation token joins the patches after the last layer (&quot;recurrent concatenation&quot;). */
public enum Aggregation {
    /** u_p = [x_p ; g], width 2D. */
    CONCAT,
    /** u_p = x_p + g, width D. */
    ADD,
    /** u_p = x_p, width D: the ablation without recurrent concatenation. */
    NONE
}

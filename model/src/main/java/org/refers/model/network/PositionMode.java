package org.refers.model.network;

/** How a patch learns where it lies. */
public enum PositionMode {
    /** The position feature is put beside the patch feature, and a linear layer brings both back to the width. */
    CONCAT,
    /** The position feature is added, one for the aggregation token too. */
    ADD
}

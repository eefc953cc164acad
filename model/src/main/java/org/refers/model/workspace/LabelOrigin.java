package org.refers.model.workspace;

/**
 * Whose labels are read. In each of them what was said of a radiograph itself comes before what was said of its study, which counts for
 * all its radiographs that have no label of their own.
 */
public enum LabelOrigin {
    /** Those that came with the data. */
    DATA,
    /** Those that readers gave in this program; what none of them judged is unknown. */
    READERS,
    /** Those of readers, and where they gave none, those that came with the data. */
    BOTH
}

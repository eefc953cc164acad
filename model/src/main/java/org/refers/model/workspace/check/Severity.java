package org.refers.model.workspace.check;

/** How much a finding of the check matters. */
public enum Severity {
    /** Figures that come of this data would be wrong, or data would be missing. */
    SERIOUS,
    /** Something that a reviewer would ask about. */
    WARNING,
    /** Something that may be nothing; look at it. */
    HINT
}

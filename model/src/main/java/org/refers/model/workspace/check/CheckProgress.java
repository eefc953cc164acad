package org.refers.model.workspace.check;

/** Is told how far a check is; called by the thread that checks. */
@FunctionalInterface
public interface CheckProgress {

    /** What is being done. */
    enum Phase {
        /** Pictures are decoded and measured. */
        PICTURES,
        /** Codes are compared. */
        SEARCH,
        /** Pictures that look alike are compared closely. */
        PAIRS,
        /** Labels, reports and subgroups are counted. */
        RULES
    }

    /**
     * Tells a step.
     *
     * @param done number of things done
     * @param total of how many
     */
    void at(Phase phase, long done, long total);
}

package org.refers.model.workspace.cohort;

import java.util.BitSet;
import java.util.List;

/**
 * The radiographs that meet all of some conditions, and how many were left after each, as the flow diagram of a paper shows it.
 *
 * @param flow one step a condition, after a first one for the whole workspace
 * @param radiographs numbers in the database of those that are left
 */
public record Cohort(List<Step> flow, BitSet radiographs) {

    /** Name of the first step. */
    public static final String ALL = "all";

    /** Copies the steps. */
    public Cohort {
        flow = List.copyOf(flow);
    }

    /**
     * What was left after a condition.
     *
     * @param condition as it was written
     * @param radiographs radiographs that meet it and all before it
     * @param studies studies with at least one of them
     * @param patients patients with at least one of them
     * @param leftOut radiographs that this condition left out
     */
    public record Step(String condition, int radiographs, int studies, int patients, int leftOut) {
    }
}

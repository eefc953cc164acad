package org.refers.viewer.report;

/**
 * What both reports say of one finding.
 *
 * @param finding its name
 * @param generated what the generated report says, in a word or two, with the side where one is named
 * @param reference what the reference says
 * @param verdict how they agree
 */
public record FindingComparison(String finding, String generated, String reference, Verdict verdict) {

    /** How two reports agree on a finding. */
    public enum Verdict {
        /** Both name it, on the same side where one is named. */
        AGREES,
        /** Both name it, on different sides, or only one says on which. */
        SIDE_DIFFERS,
        /** Only the reference names it. */
        MISSING,
        /** Only the generated report names it. */
        EXTRA
    }
}

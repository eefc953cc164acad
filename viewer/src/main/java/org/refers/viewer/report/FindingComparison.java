package org.refers.viewer.report;

/**
 * What both reports say of one finding.
 *
 * @param finding its name, with the side where one is named
 * @param generated what the generated report says, in one word
 * @param reference what the reference says, in one word
 * @param agrees whether both say the same
 */
public record FindingComparison(String finding, String generated, String reference, boolean agrees) {
}

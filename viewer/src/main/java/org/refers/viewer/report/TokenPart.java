package org.refers.viewer.report;

/**
 * The part of a generated report that one token wrote.
 *
 * @param from its first letter
 * @param to the letter after its last
 */
public record TokenPart(int from, int to) {
}

package org.refers.model.network;

/**
 * A report that the network wrote.
 *
 * @param tokens its tokens, with the start marker and, unless the length ran out, the end marker
 * @param logProbability natural logarithm of its probability
 */
public record GeneratedReport(long[] tokens, double logProbability) {
}

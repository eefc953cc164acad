package org.refers.viewer.chart;

/**
 * A run among those drawn over each other.
 *
 * @param name words for the legend, and the run's name in tables
 * @param curves of the run
 */
public record NamedCurves(String name, RunCurves curves) {
}

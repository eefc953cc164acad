package org.refers.app.study;

import org.refers.model.finding.MapSurface;

/**
 * What a model says of one finding in one radiograph.
 *
 * @param finding name of the finding
 * @param probability 0 to 1
 * @param operatingPoint probability from which boxes are shown
 * @param threshold cut of the map, tuned on validation boxes or a half
 * @param tuned whether it was tuned
 * @param surface the map over the radiograph
 */
public record Explanation(String finding, double probability, double operatingPoint, double threshold, boolean tuned,
        MapSurface surface) {

    /** Whether the model calls the finding present, and so shows boxes. */
    public boolean isPositive() {
        return probability >= operatingPoint;
    }
}

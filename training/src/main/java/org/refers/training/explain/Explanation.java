package org.refers.training.explain;

import java.util.List;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.MapSurface;

/**
 * What a model says of one finding in one radiograph.
 *
 * @param finding name of the finding
 * @param probability 0 to 1
 * @param operatingPoint probability from which boxes are shown: Youden's point on validation, a half where unknown
 * @param threshold cut of the map: tuned on validation boxes, a half where there were none
 * @param tuned whether the cut was tuned
 * @param input what the network was given
 * @param surface the map over the radiograph; the map's kind is {@code surface.map().kind()}
 */
public record Explanation(String finding, double probability, double operatingPoint, double threshold, boolean tuned,
        NetworkInput input, MapSurface surface) {

    /** Whether the model calls the finding present, and so shows boxes. */
    public boolean isPositive() {
        return probability >= operatingPoint;
    }

    /** The boxes at the stored cut; none where the finding is not called present. */
    public List<LesionBox> boxes() {
        return boxes(threshold);
    }

    /** The boxes at another cut, above 0 and up to 1; none where the finding is not called present. */
    public List<LesionBox> boxes(double cut) {
        return isPositive() ? surface.boxes(cut, probability) : List.of();
    }
}

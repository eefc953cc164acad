package org.refers.model.dicom.structured;

import java.util.OptionalDouble;
import org.refers.model.finding.Box;

/**
 * A box of a finding.
 *
 * @param finding name of the finding
 * @param box in pixels, origin at the outer corner of the top left pixel: what DICOM's image-relative coordinates mean too
 * @param probability of the finding, 0 to 1, where a model says it
 */
public record FoundBox(String finding, Box box, OptionalDouble probability) {
}

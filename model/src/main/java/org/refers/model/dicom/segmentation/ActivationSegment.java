package org.refers.model.dicom.segmentation;

import org.refers.model.dicom.structured.Observer;

/**
 * An activation map to be written as a segment of fractions.
 *
 * @param finding name of the finding
 * @param model what made the map
 * @param values 0 to 1, row after row over the whole radiograph; above that is taken for 1, below for 0
 */
public record ActivationSegment(String finding, Observer.Algorithm model, float[] values) {
}

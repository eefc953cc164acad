package org.refers.model.dicom.segmentation;

import java.util.BitSet;
import org.refers.model.dicom.structured.Observer;

/**
 * One segment to be written.
 *
 * @param finding name of the finding
 * @param observer who marked it
 * @param mask its pixels, row after row over the whole radiograph
 */
public record Segment(String finding, Observer observer, BitSet mask) {
}

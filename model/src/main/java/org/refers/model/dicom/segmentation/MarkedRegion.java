package org.refers.model.dicom.segmentation;

import java.util.BitSet;

/**
 * A frame of a segmentation as an object of another file tells of it.
 *
 * @param radiograph SOP Instance UID of the picture it lies on
 * @param observer name of the reader or algorithm as it stands in the file, perhaps a person's; empty if none is named
 * @param byAlgorithm whether a program marked it without a person
 * @param finding name of the finding
 * @param mask pixels row after row; of fractions, those of at least a half
 * @param rows height of the mask
 * @param columns width of the mask
 */
public record MarkedRegion(String radiograph, String observer, boolean byAlgorithm, String finding, BitSet mask,
        int rows, int columns) {

    /** Neither names nor UIDs: they may be a person's. */
    @Override
    public String toString() {
        return "region of " + finding;
    }
}

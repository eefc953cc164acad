package org.refers.model.dicom.deidentify;

import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomValue;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;

/**
 * Overlays of an old kind, which lie in the unused bits of the pixels themselves: removing group 60xx leaves what they
 * show, often text, in the file. The bits beyond the stored ones are cleared; the picture's values stay.
 */
final class EmbeddedOverlays {

    private static final int FIRST_GROUP = 0x6000;
    private static final int LAST_GROUP = 0x601E;
    private static final int BIT_POSITION = 0x0102;
    private static final int DATA = 0x3000;

    private EmbeddedOverlays() {
    }

    /** Whether an overlay of the data set lies in its pixels. */
    static boolean areIn(DicomObject dataSet) throws DicomException {
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            boolean inPixels = dataSet.integer(group << 16 | BIT_POSITION).orElse(0) > 0
                    && !dataSet.contains(group << 16 | DATA);
            if (inPixels) {
                return true;
            }
        }
        return false;
    }

    /**
     * The data set with those bits cleared.
     *
     * @throws DicomException if they cannot be told from the picture, as in compressed pixels
     */
    static DicomObject cleared(DicomObject dataSet) throws DicomException {
        int allocated = dataSet.integer(Tags.BITS_ALLOCATED).orElse(0);
        int stored = dataSet.integer(Tags.BITS_STORED).orElse(0);
        int high = dataSet.integer(Tags.HIGH_BIT).orElse(stored - 1);
        boolean isNative = dataSet.element(Tags.PIXEL_DATA).filter(pixels -> pixels.value() instanceof DicomValue.Bytes)
                .isPresent();
        boolean clear = isNative && allocated == 16 && stored > 0 && high == stored - 1;
        if (!clear) {
            throw new DicomException(
                    "has an overlay inside of its pixels that this program cannot take out of them; it was left out");
        }
        byte[] bytes = dataSet.bytes(Tags.PIXEL_DATA).clone();
        boolean signed = dataSet.integer(Tags.PIXEL_REPRESENTATION).orElse(0) == 1;
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            int value = (bytes[i] & 0xff | (bytes[i + 1] & 0xff) << 8) & (1 << stored) - 1;
            boolean negative = signed && (value >>> stored - 1 & 1) == 1;
            int whole = negative ? value | -1 << stored : value;
            bytes[i] = (byte) whole;
            bytes[i + 1] = (byte) (whole >>> 8);
        }
        return dataSet.toBuilder().bytes(Tags.PIXEL_DATA, Vr.OW, bytes).build();
    }
}

package org.refers.model.image;

import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.Tags;

/** PALETTE COLOR: stored values that stand for colours (PS3.3, C.7.9). */
final class Palette {

    private Palette() {
    }

    static PixelFrame toRgb(DicomObject dataSet, PixelFrame frame) throws DicomException {
        if (dataSet.contains(Tags.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA)) {
            throw new DicomException(Tags.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                    "is a segmented palette, which this program does not read");
        }
        LookupTable.Sign sign = frame.signed() ? LookupTable.Sign.SIGNED : LookupTable.Sign.UNSIGNED;
        LookupTable[] tables = {
            LookupTable.of(dataSet, Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                    Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, sign),
            LookupTable.of(dataSet, Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                    Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA, sign),
            LookupTable.of(dataSet, Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                    Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, sign)};
        short[] indices = frame.values();
        short[] rgb = new short[Math.multiplyExact(indices.length, 3)];
        for (int i = 0; i < indices.length; i++) {
            int index = frame.signed() ? indices[i] : indices[i] & 0xffff;
            for (int sample = 0; sample < 3; sample++) {
                rgb[3 * i + sample] = (short) tables[sample].map(index);
            }
        }
        return new PixelFrame(frame.rows(), frame.columns(), 3, tables[0].bits(), false, rgb);
    }
}

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
        LookupTable.Sign sign = frame.signed() ? LookupTable.Sign.SIGNED : LookupTable.Sign.UNSIGNED;
        LookupTable[] tables = {
            table(dataSet, sign, Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                    Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, Tags.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA),
            table(dataSet, sign, Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                    Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                    Tags.SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA),
            table(dataSet, sign, Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                    Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, Tags.SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA)};
        if (tables[1].bits() != tables[0].bits() || tables[2].bits() != tables[0].bits()) {
            throw new DicomException(Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                    "and the others should give the same number of bits an entry");
        }
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

    private static LookupTable table(DicomObject dataSet, LookupTable.Sign sign, int descriptor, int data,
            int segmented)
            throws DicomException {
        if (!dataSet.contains(segmented)) {
            return LookupTable.of(dataSet, descriptor, data, sign);
        }
        LookupTable empty = LookupTable.described(dataSet, descriptor, sign);
        return empty.with(SegmentedPalette.unfold(segmented, dataSet.bytes(segmented), empty.bits(),
                empty.entries().length));
    }
}

package org.refers.model.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the native pixel data of a data set into RLE fragments, a frame in each. */
final class RleFrames {

    private RleFrames() {
    }

    static DicomObject compress(DicomObject dataSet) throws DicomException {
        int columns = required(dataSet, Tags.COLUMNS);
        int samples = dataSet.integer(Tags.SAMPLES_PER_PIXEL).orElse(1);
        int bits = required(dataSet, Tags.BITS_ALLOCATED);
        if (bits % 8 != 0 || dataSet.integer(Tags.PLANAR_CONFIGURATION).orElse(0) != 0) {
            throw new IllegalArgumentException("RLE is written for whole bytes with samples side by side");
        }
        int frame = Math.multiplyExact(Math.multiplyExact(required(dataSet, Tags.ROWS), columns), samples * bits / 8);
        byte[] pixels = dataSet.bytes(Tags.PIXEL_DATA);
        List<byte[]> fragments = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        long offset = 0;
        for (int at = 0; at + frame <= pixels.length; at += frame) {
            byte[] encoded = RleEncoder.encode(Arrays.copyOfRange(pixels, at, at + frame), columns, samples, bits / 8);
            fragments.add(encoded);
            offsets.add(offset);
            offset += 8 + encoded.length;
        }
        return dataSet.toBuilder()
                .put(new DicomElement(Tags.PIXEL_DATA, Vr.OB, new DicomValue.Fragments(offsets, fragments)))
                .build();
    }

    private static int required(DicomObject dataSet, int tag) throws DicomException {
        return dataSet.integer(tag).orElseThrow(() -> new DicomException(tag, "is missing"));
    }
}

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
        if (bits == 1) {
            return packedBits(dataSet, Math.multiplyExact(required(dataSet, Tags.ROWS), columns));
        }
        if (bits % 8 != 0 || dataSet.integer(Tags.PLANAR_CONFIGURATION).orElse(0) != 0) {
            throw new IllegalArgumentException("RLE is written for single bits, and whole bytes side by side");
        }
        int frame = Math.multiplyExact(Math.multiplyExact(required(dataSet, Tags.ROWS), columns), samples * bits / 8);
        byte[] pixels = dataSet.bytes(Tags.PIXEL_DATA);
        List<byte[]> encoded = new ArrayList<>();
        for (int at = 0; at + frame <= pixels.length; at += frame) {
            encoded.add(RleEncoder.encode(Arrays.copyOfRange(pixels, at, at + frame), columns, samples, bits / 8));
        }
        return withFragments(dataSet, encoded);
    }

    /** Eight pixels a byte; a compressed frame begins with a byte of its own. */
    private static DicomObject packedBits(DicomObject dataSet, int frame) throws DicomException {
        byte[] pixels = dataSet.bytes(Tags.PIXEL_DATA);
        List<byte[]> encoded = new ArrayList<>();
        for (int index = 0; index < PixelData.frames(dataSet); index++) {
            byte[] packed = new byte[(frame + 7) / 8];
            for (int i = 0; i < frame; i++) {
                long bit = (long) index * frame + i;
                packed[i >> 3] |= (byte) ((pixels[Math.toIntExact(bit >> 3)] >> (bit & 7) & 1) << (i & 7));
            }
            encoded.add(RleEncoder.encode(packed, packed.length, 1, 1));
        }
        return withFragments(dataSet, encoded);
    }

    private static DicomObject withFragments(DicomObject dataSet, List<byte[]> fragments) {
        List<Long> offsets = new ArrayList<>();
        long offset = 0;
        for (byte[] fragment : fragments) {
            offsets.add(offset);
            offset += 8 + fragment.length;
        }
        return dataSet.toBuilder()
                .put(new DicomElement(Tags.PIXEL_DATA, Vr.OB, new DicomValue.Fragments(offsets, fragments)))
                .build();
    }

    private static int required(DicomObject dataSet, int tag) throws DicomException {
        return dataSet.integer(tag).orElseThrow(() -> new DicomException(tag, "is missing"));
    }
}

package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Pixels by formula: flat rows, a ramp, a busy texture, noise and an edge, so that every mode of a codec is used. */
final class SyntheticPixels {

    static final int ROWS = 31;
    static final int COLUMNS = 23;

    private SyntheticPixels() {
    }

    /** The bits of a sample; the fixtures in the resources were made with this formula. */
    static int bits(int row, int column, int sample, int bits) {
        int highest = (1 << bits) - 1;
        if (row < 3) {
            return highest / 2;
        }
        if (row >= 12 && row < 16) {
            return (row * 7919 + column * 104_729 + sample * 31) % (highest + 1);
        }
        int ramp = row * row * 3 + column * 7 + sample * 40;
        int texture = (row * column & 31) * 5;
        int edge = row > 20 && column > 10 ? 500 : 0;
        return (int) ((long) (ramp + texture + edge) * highest / 4000) & highest;
    }

    /** All samples, those of a pixel side by side, sign-extended where asked. */
    static short[] values(int samples, int bits, boolean signed) {
        short[] values = new short[ROWS * COLUMNS * samples];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / samples;
            int value = bits(pixel / COLUMNS, pixel % COLUMNS, i % samples, bits);
            values[i] = (short) (signed ? value << 32 - bits >> 32 - bits : value);
        }
        return values;
    }

    /** A data set with these values as native pixel data; cells hold the bits without sign extension. */
    static DicomObject.Builder dataSet(int samples, int bits, boolean signed) {
        int allocated = bits <= 8 ? 8 : 16;
        short[] values = values(samples, bits, signed);
        int mask = (1 << bits) - 1;
        byte[] cells = cells(values.length, allocated, (i, _) -> values[i] & mask);
        return image(samples, bits, signed).bytes(Tags.PIXEL_DATA, allocated == 8 ? Vr.OB : Vr.OW, cells);
    }

    /** The attributes of the image without pixel data. */
    static DicomObject.Builder image(int samples, int bits, boolean signed) {
        DicomObject.Builder builder = DicomObject.builder()
                .text(Tags.SOP_CLASS_UID, Uids.SECONDARY_CAPTURE)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("synthetic"))
                .integers(Tags.SAMPLES_PER_PIXEL, samples)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, samples == 3 ? "RGB" : "MONOCHROME2")
                .integers(Tags.ROWS, ROWS).integers(Tags.COLUMNS, COLUMNS)
                .integers(Tags.BITS_ALLOCATED, bits <= 8 ? 8 : 16).integers(Tags.BITS_STORED, bits)
                .integers(Tags.HIGH_BIT, bits - 1).integers(Tags.PIXEL_REPRESENTATION, signed ? 1 : 0);
        return samples == 3 ? builder.integers(Tags.PLANAR_CONFIGURATION, 0) : builder;
    }

    static byte[] cells(int count, int allocated, IntBinaryOperator value) {
        ByteBuffer bytes = ByteBuffer.allocate(count * allocated / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (allocated) {
                case 8 -> bytes.put((byte) value.applyAsInt(i, 0));
                case 16 -> bytes.putShort((short) value.applyAsInt(i, 0));
                default -> bytes.putInt(value.applyAsInt(i, 0));
            }
        }
        return bytes.array();
    }

    /** A file around one compressed frame. */
    static byte[] compressed(DicomObject.Builder image, TransferSyntax syntax, byte[]... fragments) {
        DicomObject dataSet = image.put(new DicomElement(Tags.PIXEL_DATA, Vr.OB,
                new DicomValue.Fragments(List.of(), List.of(fragments)))).build();
        return DicomWriter.toBytes(dataSet, syntax);
    }
}

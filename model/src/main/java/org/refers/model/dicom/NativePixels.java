package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Uncompressed pixel data: cells of 1, 8, 16 or 32 bits, little endian, colour by pixel or by plane. */
final class NativePixels {

    private NativePixels() {
    }

    /**
     * The cells of one frame, samples of a pixel side by side, with the stored bits moved down to bit 0; what lies above
     * them is left for {@link StoredValues} to clear.
     *
     * @param bytes pixel data of all frames
     */
    static short[] unpack(byte[] bytes, int frame, PixelFormat format) throws DicomException {
        if (format.isHalvedColour()) {
            return unpack422(bytes, frame, format);
        }
        int samples = format.frameSamples();
        long bits = (long) samples * format.bitsAllocated();
        long firstBit = Math.multiplyExact(bits, (long) frame);
        long needed = (Math.addExact(firstBit, bits) + 7) / 8;
        requireBytes(bytes, needed);
        short[] cells = switch (format.bitsAllocated()) {
            case 1 -> bits(bytes, Math.toIntExact(firstBit), samples);
            case 8 -> eights(bytes, Math.toIntExact(firstBit / 8), samples, format);
            case 16 -> sixteens(bytes, Math.toIntExact(firstBit / 8), samples, format);
            default -> thirtyTwos(bytes, Math.toIntExact(firstBit / 8), samples, format);
        };
        return format.planar() ? interleave(cells, format) : cells;
    }

    private static short[] bits(byte[] bytes, int firstBit, int count) {
        short[] cells = new short[count];
        for (int i = 0; i < count; i++) {
            int bit = firstBit + i;
            cells[i] = (short) (bytes[bit >> 3] >> (bit & 7) & 1);
        }
        return cells;
    }

    private static short[] eights(byte[] bytes, int from, int count, PixelFormat format) {
        int shift = shift(format);
        short[] cells = new short[count];
        for (int i = 0; i < count; i++) {
            cells[i] = (short) ((bytes[from + i] & 0xff) >> shift);
        }
        return cells;
    }

    private static short[] sixteens(byte[] bytes, int from, int count, PixelFormat format) {
        short[] cells = new short[count];
        ByteBuffer.wrap(bytes, from, count * 2).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(cells);
        int shift = shift(format);
        for (int i = 0; shift > 0 && i < count; i++) {
            cells[i] = (short) ((cells[i] & 0xffff) >> shift);
        }
        return cells;
    }

    private static short[] thirtyTwos(byte[] bytes, int from, int count, PixelFormat format) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, count * 4).order(ByteOrder.LITTLE_ENDIAN);
        int shift = shift(format);
        short[] cells = new short[count];
        for (int i = 0; i < count; i++) {
            cells[i] = (short) (buffer.getInt() >>> shift);
        }
        return cells;
    }

    private static int shift(PixelFormat format) {
        return format.highBit() + 1 - format.bitsStored();
    }

    private static short[] interleave(short[] planes, PixelFormat format) {
        int pixels = format.pixels();
        short[] interleaved = new short[planes.length];
        int to = 0;
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int sample = 0; sample < format.samples(); sample++) {
                interleaved[to++] = planes[sample * pixels + pixel];
            }
        }
        return interleaved;
    }

    /** Two luminances and the colour differences that both pixels share. */
    private static short[] unpack422(byte[] bytes, int frame, PixelFormat format) throws DicomException {
        if (format.bitsAllocated() != 8 || format.columns() % 2 != 0 || format.samples() != 3) {
            throw new DicomException(Tags.PHOTOMETRIC_INTERPRETATION,
                    "shares colours between two pixels, which needs three samples of 8 bits and an even number of columns");
        }
        int frameBytes = Math.multiplyExact(format.pixels(), 2);
        int from = Math.multiplyExact(frameBytes, frame);
        requireBytes(bytes, (long) from + frameBytes);
        short[] cells = new short[format.frameSamples()];
        int to = 0;
        for (int at = from; at < from + frameBytes; at += 4) {
            for (int pixel = 0; pixel < 2; pixel++) {
                cells[to++] = (short) (bytes[at + pixel] & 0xff);
                cells[to++] = (short) (bytes[at + 2] & 0xff);
                cells[to++] = (short) (bytes[at + 3] & 0xff);
            }
        }
        return cells;
    }

    private static void requireBytes(byte[] bytes, long needed) throws DicomException {
        if (bytes.length < needed) {
            throw new DicomException(Tags.PIXEL_DATA,
                    "should hold at least " + needed + " bytes, but holds " + bytes.length);
        }
    }
}

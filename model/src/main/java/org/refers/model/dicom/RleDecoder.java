package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;

/** RLE Lossless (PS3.5, annex G): segments of one byte plane each, the most significant byte of a sample first. */
final class RleDecoder implements PixelDecoder {

    private static final int HEADER = 64;
    private static final int MOST_SEGMENTS = 15;

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.RLE_LOSSLESS);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        int[] starts = segmentStarts(stream, format);
        if (format.bitsAllocated() == 1) {
            byte[] packed = new byte[(format.frameSamples() + 7) / 8];
            decodeSegment(stream, starts[0], starts[1], packed);
            return Decoded.bits(NativePixels.unpack(packed, 0, format));
        }
        int pixels = format.pixels();
        int sampleBytes = format.bitsAllocated() / 8;
        int pixelBytes = format.samples() * sampleBytes;
        byte[] plane = new byte[pixels];
        byte[] cells = new byte[Math.multiplyExact(pixels, pixelBytes)];
        for (int segment = 0; segment < pixelBytes; segment++) {
            decodeSegment(stream, starts[segment], starts[segment + 1], plane);
            int to = segment / sampleBytes * sampleBytes + sampleBytes - 1 - segment % sampleBytes;
            for (int pixel = 0; pixel < pixels; pixel++) {
                cells[to] = plane[pixel];
                to += pixelBytes;
            }
        }
        // Samples now lie side by side, whatever Planar Configuration says of the uncompressed image.
        return Decoded.bits(NativePixels.unpack(cells, 0, byPixel(format)));
    }

    private static PixelFormat byPixel(PixelFormat format) {
        return new PixelFormat(format.rows(), format.columns(), format.samples(), format.bitsAllocated(),
                format.bitsStored(), format.highBit(), format.signed(), false,
                format.isHalvedColour() ? "YBR_FULL" : format.photometric());
    }

    /** Where each segment begins, and the end of the last one. */
    private static int[] segmentStarts(byte[] stream, PixelFormat format) throws DicomException {
        if (stream.length < HEADER) {
            throw new DicomException(Tags.PIXEL_DATA, "has an RLE frame that is shorter than its header");
        }
        ByteBuffer header = ByteBuffer.wrap(stream, 0, HEADER).order(ByteOrder.LITTLE_ENDIAN);
        int count = header.getInt();
        int expected = format.bitsAllocated() == 1 ? 1 : format.samples() * format.bitsAllocated() / 8;
        if (count != expected || count > MOST_SEGMENTS) {
            throw new DicomException(Tags.PIXEL_DATA,
                    "has an RLE frame with " + count + " segments where " + expected + " are expected");
        }
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i] = header.getInt();
        }
        starts[count] = stream.length;
        // Two bytes give at most 128: a short stream cannot fill a large frame, and no memory is taken for it.
        long leastBytes = (format.bitsAllocated() == 1 ? format.pixels() / 8 : (long) format.pixels()) / 64 * count;
        if (stream.length - HEADER < leastBytes) {
            throw new DicomException(Tags.PIXEL_DATA, "has an RLE frame that is cut off");
        }
        for (int i = 0; i < count; i++) {
            if (starts[i] < HEADER || starts[i] > starts[i + 1]) {
                throw new DicomException(Tags.PIXEL_DATA, "has an RLE frame whose segment offsets make no sense");
            }
        }
        return starts;
    }

    private static void decodeSegment(byte[] stream, int from, int to, byte[] plane) throws DicomException {
        int at = from;
        int filled = 0;
        while (filled < plane.length) {
            if (at + 1 >= to) {
                throw new DicomException(Tags.PIXEL_DATA, "has an RLE segment that is cut off");
            }
            int control = stream[at++];
            if (control >= 0) {
                int literal = Math.min(control + 1, plane.length - filled);
                if (literal > to - at) {
                    throw new DicomException(Tags.PIXEL_DATA, "has an RLE segment that is cut off");
                }
                System.arraycopy(stream, at, plane, filled, literal);
                at += control + 1;
                filled += literal;
            } else if (control != -128) {
                int run = Math.min(1 - control, plane.length - filled);
                Arrays.fill(plane, filled, filled + run, stream[at++]);
                filled += run;
            }
        }
    }
}

package org.refers.model.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.refers.model.store.AtomicFiles;

/**
 * Writes PNG files: 8-bit grey, 8-bit RGB and 16-bit grey. The same pixels give the same bytes on the same Java runtime.
 */
public final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;
    /** Level 4 is within a few per cent of the default's size on radiographs and takes half its time. */
    private static final int LEVEL = 4;
    /** Where thousands of pictures are written while somebody waits. */
    private static final int QUICK_LEVEL = 1;

    private PngWriter() {
    }

    /** Writes 8-bit grey, one byte a pixel. */
    public static void writeGrey(Path file, int rows, int columns, byte[] grey) throws IOException {
        AtomicFiles.writeBytes(file, grey(rows, columns, grey));
    }

    /** Writes 8-bit RGB, three bytes a pixel. */
    public static void writeRgb(Path file, int rows, int columns, byte[] rgb) throws IOException {
        AtomicFiles.writeBytes(file, rgb(rows, columns, rgb));
    }

    /** Writes 16-bit grey, 0 to 65,535 in each unsigned short. */
    public static void writeGrey16(Path file, int rows, int columns, short[] grey) throws IOException {
        AtomicFiles.writeBytes(file, grey16(rows, columns, grey));
    }

    /** A PNG of 8-bit grey as bytes. */
    public static byte[] grey(int rows, int columns, byte[] grey) {
        return encode(new Layout(rows, columns, 8, GREY, 1, LEVEL), grey);
    }

    /** A PNG of 8-bit grey as bytes, made quickly: a tenth larger, in half the time. */
    public static byte[] greyQuickly(int rows, int columns, byte[] grey) {
        return encode(new Layout(rows, columns, 8, GREY, 1, QUICK_LEVEL), grey);
    }

    /** A PNG of 8-bit RGB as bytes. */
    public static byte[] rgb(int rows, int columns, byte[] rgb) {
        return encode(new Layout(rows, columns, 8, RGB, 3, LEVEL), rgb);
    }

    /** A PNG of 16-bit grey as bytes. */
    public static byte[] grey16(int rows, int columns, short[] grey) {
        return encode(new Layout(rows, columns, 16, GREY, 2, LEVEL), bigEndian(grey));
    }

    /** A PNG of 16-bit grey as bytes, made quickly: a tenth larger, in half the time. */
    public static byte[] grey16Quickly(int rows, int columns, short[] grey) {
        return encode(new Layout(rows, columns, 16, GREY, 2, QUICK_LEVEL), bigEndian(grey));
    }

    private static byte[] bigEndian(short[] grey) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(grey.length, 2));
        bytes.asShortBuffer().put(grey);
        return bytes.array();
    }

    /** What the header says of the pixels, and how hard the compression works. */
    private record Layout(int rows, int columns, int depth, int colour, int pixelBytes, int level) {
    }

    private static byte[] encode(Layout layout, byte[] pixels) {
        int rows = layout.rows();
        int columns = layout.columns();
        if (rows < 1 || columns < 1 || (long) rows * columns * layout.pixelBytes() != pixels.length) {
            throw new IllegalArgumentException(
                    rows + " x " + columns + " pixels, but " + pixels.length + " bytes of them");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.length / 2 + 128);
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(columns).putInt(rows);
        header.put((byte) layout.depth()).put((byte) layout.colour()).put((byte) 0).put((byte) 0).put((byte) 0);
        writeChunk("IHDR", header.array(), 13, out);
        writePixels(layout, pixels, out);
        writeChunk("IEND", new byte[0], 0, out);
        return out.toByteArray();
    }

    private static void writePixels(Layout layout, byte[] pixels, ByteArrayOutputStream out) {
        Deflater deflater = new Deflater(layout.level());
        try {
            int stride = layout.columns() * layout.pixelBytes();
            byte[] filtered = filter(layout.rows(), stride, layout.pixelBytes(), pixels);
            deflater.setInput(filtered);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                writeChunk("IDAT", buffer, deflater.deflate(buffer), out);
            }
        } finally {
            deflater.end();
        }
    }

    /** Each row by the Paeth filter: on noisy radiographs it beats the other four, and choosing costs more time. */
    private static byte[] filter(int rows, int stride, int pixelBytes, byte[] pixels) {
        byte[] filtered = new byte[Math.multiplyExact(rows, stride + 1)];
        int to = 0;
        for (int row = 0; row < rows; row++) {
            filtered[to++] = 4;
            int from = row * stride;
            for (int i = 0; i < stride; i++) {
                int left = i < pixelBytes ? 0 : pixels[from + i - pixelBytes] & 0xff;
                int up = row == 0 ? 0 : pixels[from + i - stride] & 0xff;
                int upLeft = row == 0 || i < pixelBytes ? 0 : pixels[from + i - stride - pixelBytes] & 0xff;
                filtered[to++] = (byte) (pixels[from + i] - paeth(left, up, upLeft));
            }
        }
        return filtered;
    }

    static int paeth(int left, int up, int upLeft) {
        int byLeft = Math.abs(up - upLeft);
        int byUp = Math.abs(left - upLeft);
        int byBoth = Math.abs(left + up - 2 * upLeft);
        if (byLeft <= byUp && byLeft <= byBoth) {
            return left;
        }
        return byUp <= byBoth ? up : upLeft;
    }

    private static void writeChunk(String type, byte[] content, int length, ByteArrayOutputStream out) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(content, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}

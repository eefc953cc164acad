package org.refers.model.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.refers.model.dicom.PixelFrame;

/**
 * Reads PNG files (ISO/IEC 15948): every colour type and depth, interlaced or not, without gamma or colour management,
 * since radiographs hold values and not colours. What is transparent lies on black. Own, because the runtime's reader
 * turns 16-bit and low-depth values into colours, and is several times slower.
 */
final class PngReader {

    /** Where each Adam7 pass begins and how far its pixels are apart: column, row, column step, row step. */
    private static final int[][] PASSES = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4},
        {1, 0, 2, 2}, {0, 1, 1, 2}};
    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    private final byte[] file;
    private final PngHeader header;
    private final Inflater inflater = new Inflater();
    private int nextChunk;
    private byte[] palette = new byte[0];
    private byte[] transparency = new byte[0];

    private PngReader(byte[] file) throws PictureException {
        this.file = file;
        this.header = PngHeader.of(file);
        this.nextChunk = 8;
    }

    /** Decodes a file; palette colours come as 8-bit RGB. */
    static PixelFrame read(byte[] file) throws PictureException {
        PngReader reader = new PngReader(file);
        try {
            return reader.decode();
        } catch (DataFormatException e) {
            throw new PictureException("is a damaged PNG file", e);
        } finally {
            reader.inflater.end();
        }
    }

    private PixelFrame decode() throws PictureException, DataFormatException {
        if (!nextData()) {
            throw new PictureException("is a PNG file without pixels");
        }
        int channels = header.channels();
        requirePlausible();
        short[] samples = new short[Math.multiplyExact(Math.multiplyExact(header.rows(), header.columns()), channels)];
        for (int[] pass : header.interlaced() ? PASSES : ONE_PASS) {
            decodePass(pass, samples);
        }
        int bits = header.colour() == PngHeader.PALETTE ? 8 : header.depth();
        short[] values = new PngColours(header, palette, transparency).opaque(samples);
        return new PixelFrame(header.rows(), header.columns(), header.isColour() ? 3 : 1, bits, false, values);
    }

    /** Deflate packs at most 1032:1, so a short file cannot hold a large picture, whatever its header says. */
    private void requirePlausible() throws PictureException {
        long bits = (long) header.rows() * header.columns() * header.channels() * header.depth();
        if (bits / 8 > file.length * 1100L) {
            throw new PictureException("is a PNG file that is cut off");
        }
    }

    private void decodePass(int[] pass, short[] samples) throws PictureException, DataFormatException {
        int columns = (header.columns() - pass[0] + pass[2] - 1) / pass[2];
        int rows = (header.rows() - pass[1] + pass[3] - 1) / pass[3];
        if (columns <= 0 || rows <= 0) {
            return;
        }
        int channels = header.channels();
        int stride = Math.toIntExact(((long) columns * channels * header.depth() + 7) / 8);
        int pixelBytes = Math.max(1, channels * header.depth() / 8);
        byte[] above = new byte[stride];
        byte[] row = new byte[stride];
        byte[] filter = new byte[1];
        for (int y = 0; y < rows; y++) {
            inflate(filter);
            inflate(row);
            unfilter(filter[0], row, above, pixelBytes);
            int to = ((pass[1] + y * pass[3]) * header.columns() + pass[0]) * channels;
            unpack(row, columns, samples, to, pass[2]);
            byte[] kept = above;
            above = row;
            row = kept;
        }
    }

    private void unpack(byte[] row, int columns, short[] samples, int start, int columnStep) {
        int channels = header.channels();
        int depth = header.depth();
        int to = start;
        for (int i = 0; i < columns * channels; i++) {
            int value;
            if (depth == 8) {
                value = row[i] & 0xff;
            } else if (depth == 16) {
                value = (row[2 * i] & 0xff) << 8 | row[2 * i + 1] & 0xff;
            } else {
                int bit = i * depth;
                value = (row[bit >> 3] & 0xff) >> 8 - depth - (bit & 7) & (1 << depth) - 1;
            }
            samples[to++] = (short) value;
            if ((i + 1) % channels == 0) {
                to += (columnStep - 1) * channels;
            }
        }
    }

    private static void unfilter(int filter, byte[] row, byte[] above, int pixelBytes) throws PictureException {
        switch (filter) {
            case 0 -> {
                return;
            }
            case 1 -> {
                for (int i = pixelBytes; i < row.length; i++) {
                    row[i] += row[i - pixelBytes];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
                    row[i] += (byte) (left + (above[i] & 0xff) >> 1);
                }
            }
            case 4 -> unfilterPaeth(row, above, pixelBytes);
            default -> throw new PictureException("is a PNG file with an unknown row filter");
        }
    }

    /** One byte of the pixels after the other, so that the neighbours stay in registers: the costliest filter by far. */
    private static void unfilterPaeth(byte[] row, byte[] above, int pixelBytes) {
        for (int first = 0; first < pixelBytes; first++) {
            int left = 0;
            int corner = 0;
            for (int i = first; i < row.length; i += pixelBytes) {
                int up = above[i] & 0xff;
                left = row[i] + PngWriter.paeth(left, up, corner) & 0xff;
                row[i] = (byte) left;
                corner = up;
            }
        }
    }

    private void inflate(byte[] to) throws PictureException, DataFormatException {
        int filled = 0;
        while (filled < to.length) {
            int count = inflater.inflate(to, filled, to.length - filled);
            filled += count;
            if (count == 0 && (inflater.finished() || inflater.needsDictionary()
                    || inflater.needsInput() && !nextData())) {
                throw new PictureException("is a PNG file that is cut off");
            }
        }
    }

    /** Moves on to the next chunk of pixels and gives it to the inflater; false where the file ends. */
    private boolean nextData() throws PictureException {
        while (file.length - nextChunk >= 12) {
            long length = Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(nextChunk));
            int from = nextChunk + 8;
            if (length > file.length - from - 4L) {
                throw new PictureException("is a PNG file that is cut off");
            }
            String type = new String(file, nextChunk + 4, 4, StandardCharsets.ISO_8859_1);
            int size = (int) length;
            requireChecksum(size);
            nextChunk = from + size + 4;
            switch (type) {
                case "PLTE" -> palette = Arrays.copyOfRange(file, from, from + size);
                case "tRNS" -> transparency = Arrays.copyOfRange(file, from, from + size);
                case "IDAT" -> {
                    inflater.setInput(file, from, size);
                    return true;
                }
                default -> {
                    if (type.equals("IEND")) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private void requireChecksum(int length) throws PictureException {
        CRC32 crc = new CRC32();
        crc.update(file, nextChunk + 4, length + 4);
        if ((int) crc.getValue() != ByteBuffer.wrap(file).getInt(nextChunk + 8 + length)) {
            throw new PictureException("is a damaged PNG file: a checksum does not fit");
        }
    }
}

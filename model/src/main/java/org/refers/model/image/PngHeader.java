package org.refers.model.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The IHDR chunk of a PNG file.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param depth bits a sample, or a palette index
 * @param colour colour type: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 * @param interlaced whether the pixels come in Adam7's seven passes
 */
record PngHeader(int rows, int columns, int depth, int colour, boolean interlaced) {

    static final int LENGTH = 33;
    static final int PALETTE = 3;

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final long MOST_SAMPLES = 100_000_000L;

    static boolean hasSignature(byte[] head) {
        return head.length >= 8 && ByteBuffer.wrap(head).getLong() == SIGNATURE;
    }

    static PngHeader of(byte[] file) throws PictureException {
        if (file.length < LENGTH || !hasSignature(file)
                || !"IHDR".equals(new String(file, 12, 4, StandardCharsets.ISO_8859_1))) {
            throw new PictureException("is not a whole PNG file");
        }
        ByteBuffer header = ByteBuffer.wrap(file, 16, 13);
        int columns = header.getInt();
        int rows = header.getInt();
        int depth = header.get();
        int colour = header.get();
        int methods = header.getShort();
        int interlace = header.get();
        PngHeader png = new PngHeader(rows, columns, depth, colour, interlace == 1);
        if (rows < 1 || columns < 1 || !png.isKnown() || methods != 0 || interlace < 0 || interlace > 1) {
            throw new PictureException("is a PNG file whose header makes no sense");
        }
        if ((long) rows * columns * png.channels() > MOST_SAMPLES) {
            throw new PictureException("has " + columns + " x " + rows + " pixels, more than this program opens");
        }
        return png;
    }

    /** Samples of a pixel in the file. */
    int channels() {
        return switch (colour) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    boolean isColour() {
        return colour == 2 || colour == PALETTE || colour == 6;
    }

    boolean hasAlpha() {
        return colour == 4 || colour == 6;
    }

    private boolean isKnown() {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }
}

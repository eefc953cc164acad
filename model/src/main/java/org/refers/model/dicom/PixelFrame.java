package org.refers.model.dicom;

/**
 * One frame's stored values: decoded, before any lookup table and without inversion.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param samples values of a pixel: 1, or 3 for red, green and blue side by side
 * @param bitsStored significant bits of a value
 * @param signed whether values are two's complement; they are sign-extended to 16 bits then
 * @param values {@code rows * columns * samples} values, unused high bits cleared; unsigned ones above 32,767 look
 *     negative in a short
 */
public record PixelFrame(int rows, int columns, int samples, int bitsStored, boolean signed, short[] values) {

    /** Creates a frame; the number of values must fit. */
    public PixelFrame {
        if ((long) rows * columns * samples != values.length) {
            throw new IllegalArgumentException(
                    rows + " x " + columns + " x " + samples + " samples, but " + values.length + " values");
        }
    }
}

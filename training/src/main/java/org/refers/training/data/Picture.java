package org.refers.training.data;

/**
 * A square grey picture at the resolution a run reads, as it is cached.
 *
 * @param side extent in pixels
 * @param grey {@code side * side} levels, row after row, 0 black to 255 white, unsigned
 */
public record Picture(int side, byte[] grey) {

    /** Creates a picture; the array is handed over. */
    public Picture {
        if (side < 1 || grey.length != (long) side * side) {
            throw new IllegalArgumentException(grey.length + " grey levels for a side of " + side);
        }
    }

    /** The grey level at a pixel, 0 to 1. */
    public float at(int row, int column) {
        return (grey[row * side + column] & 0xff) / 255f;
    }
}

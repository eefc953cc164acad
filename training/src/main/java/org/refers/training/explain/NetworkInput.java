package org.refers.training.explain;

/**
 * What a network is given of a radiograph, to be looked at: its first plane after all preprocessing, the lowest value black
 * and the highest white.
 *
 * @param side rows and columns
 * @param grey grey levels, row by row
 */
public record NetworkInput(int side, byte[] grey) {

    private static final int WHITE = 255;

    /** The first plane of input values, (C, S, S). */
    static NetworkInput of(float[] values, int side) {
        int pixels = side * side;
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < pixels; i++) {
            lowest = Math.min(lowest, values[i]);
            highest = Math.max(highest, values[i]);
        }
        // A picture of one value has nothing to stretch, and is black.
        float stretch = highest > lowest ? WHITE / (highest - lowest) : 0;
        byte[] grey = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            grey[i] = (byte) Math.round((values[i] - lowest) * stretch);
        }
        return new NetworkInput(side, grey);
    }
}

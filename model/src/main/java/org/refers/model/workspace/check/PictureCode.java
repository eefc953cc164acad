package org.refers.model.workspace.check;

import java.util.Arrays;
import java.util.List;

/**
 * A perceptual hash: for each low frequency of a picture whether it is above the middle of all pictures.
 *
 * <p>Chest radiographs look alike, so hashes against a fixed threshold are nearly equal for all of them. Against the data's own
 * medians each bit splits the pictures in two halves, and two patients differ in 32 of 64 bits on average.
 *
 * @param low the 64 slowest waves, by which the index finds
 * @param high all {@link Cosines#COUNT} waves in four words
 */
record PictureCode(long low, long[] high) {

    /** With fewer pictures the two of a pair would be the middle themselves, and lie on both sides of it. */
    private static final int ENOUGH = 500;

    /** The value of each coefficient that half of the pictures are above; nought where there are few pictures. */
    static float[] middles(List<float[]> coefficients) {
        float[] middles = new float[Cosines.COUNT];
        if (coefficients.size() >= ENOUGH) {
            float[] values = new float[coefficients.size()];
            for (int i = 0; i < middles.length; i++) {
                for (int k = 0; k < values.length; k++) {
                    values[k] = coefficients.get(k)[i];
                }
                Arrays.sort(values);
                middles[i] = values[values.length / 2];
            }
        }
        return middles;
    }

    static PictureCode of(float[] coefficients, float[] middles) {
        long[] high = new long[4];
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] > middles[i]) {
                high[i >> 6] |= 1L << (i & 63);
            }
        }
        return new PictureCode(high[0], high);
    }

    int lowDistance(PictureCode other) {
        return Long.bitCount(low ^ other.low);
    }

    int highDistance(PictureCode other) {
        int distance = 0;
        for (int i = 0; i < high.length; i++) {
            distance += Long.bitCount(high[i] ^ other.high[i]);
        }
        return distance;
    }
}

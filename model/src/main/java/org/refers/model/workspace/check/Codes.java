package org.refers.model.workspace.check;

import java.util.Arrays;

/**
 * Perceptual hashes of many pictures: for each low frequency of a picture whether it is above the middle of all pictures.
 *
 * <p>Chest radiographs look alike, so hashes against a fixed threshold are nearly equal for all of them. Against the data's own
 * medians each bit splits the pictures in two halves, and two patients differ in half of the bits on average. Each has
 * {@link Cosines#COUNT} bits in {@value #WORDS} words; the 64 slowest waves are in the first.
 */
final class Codes {

    static final int WORDS = 4;

    private long[] words = new long[1024];
    private int count;

    int count() {
        return count;
    }

    /** Takes the next picture's code. */
    void add(float[] coefficients, float[] middles) {
        long[] code = new long[WORDS];
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] > middles[i]) {
                code[i >> 6] |= 1L << (i & 63);
            }
        }
        add(code);
    }

    void add(long... code) {
        if (words.length < (count + 1) * WORDS) {
            words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
        }
        System.arraycopy(code, 0, words, count * WORDS, WORDS);
        count++;
    }

    long[] code(int position) {
        return Arrays.copyOfRange(words, position * WORDS, (position + 1) * WORDS);
    }

    /** The slowest waves of a picture. */
    long low(int position) {
        return words[position * WORDS];
    }

    /** The slowest waves of all pictures. */
    long[] low() {
        long[] low = new long[count];
        Arrays.setAll(low, this::low);
        return low;
    }

    /** Number of bits in which a picture here and one there differ. */
    int distance(int position, Codes others, int other) {
        int distance = 0;
        for (int i = 0; i < WORDS; i++) {
            distance += Long.bitCount(words[position * WORDS + i] ^ others.words[other * WORDS + i]);
        }
        return distance;
    }
}

package org.refers.model.jpeg2000;

import java.util.Arrays;

/**
 * The adaptive binary arithmetic decoder (annex C).
 *
 * <p>Registers are shifted left by 16 bits against the standard's. The interval A and the code C both lose the same amount with
 * each more probable symbol that needs no new bit. So only the smaller of the two distances to where something happens is
 * counted down, {@link #room}, and both registers are brought up to date when it is used up: nine of ten symbols cost a table
 * look-up, a subtraction and a comparison.
 */
final class MqDecoder {

    /** Where plain bits are decoded, all ones and zeros alike. */
    static final int UNIFORM = 18;
    /** Whether four samples of a column are all still zero. */
    static final int RUN = 17;

    private static final int CONTEXTS = 19;
    private static final int FIRST_UNIFORM = 46;
    private static final int FIRST_RUN = 3;
    private static final int FIRST_ZERO = 4;
    private static final long HALF = 0x8000L << 16;
    private static final int LEADING_ZEROS = Long.numberOfLeadingZeros(HALF);

    /** Probability, next state after the more and the less probable symbol, and whether the two are exchanged (table C.2). */
    private static final int[][] STATES = {{0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0ac1, 4, 12, 0},
        {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0},
        {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1c01, 13, 20, 0}, {0x1601, 29, 21, 0},
        {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0},
        {0x3401, 20, 18, 0}, {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
        {0x1c01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0},
        {0x1101, 30, 27, 0}, {0x0ac1, 31, 28, 0}, {0x09c1, 32, 29, 0}, {0x08a1, 33, 30, 0}, {0x0521, 34, 31, 0},
        {0x0441, 35, 32, 0}, {0x02a1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0},
        {0x0085, 40, 37, 0}, {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
        {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}};

    /** By state, of which each has two: its number twice, and 1 more where 1 is the more probable symbol. */
    private static final long[] PROBABILITY = new long[2 * STATES.length];
    /** The next one after the more and after the less probable symbol, side by side. */
    private static final byte[] AFTER = new byte[4 * STATES.length];

    static {
        for (int i = 0; i < PROBABILITY.length; i++) {
            int[] state = STATES[i / 2];
            PROBABILITY[i] = (long) state[0] << 16;
            AFTER[2 * i] = (byte) (2 * state[1] + i % 2);
            AFTER[2 * i + 1] = (byte) (2 * state[2] + (i % 2 ^ state[3]));
        }
    }

    private final byte[] states = new byte[CONTEXTS];
    private byte[] bytes = new byte[0];
    private int at;
    private long interval;
    private long code;
    /** The smaller of the two when both were last up to date. */
    private long fullRoom;
    private long room;
    private int shifts;

    /** Makes all symbols as probable as they are at a code-block's beginning. */
    void reset() {
        Arrays.fill(states, (byte) 0);
        states[0] = 2 * FIRST_ZERO;
        states[RUN] = 2 * FIRST_RUN;
        states[UNIFORM] = 2 * FIRST_UNIFORM;
    }

    /**
     * Begins with new bytes.
     *
     * @param segment the bytes from its first on, and two more of FF, which make ones for ever
     */
    void begin(byte[] segment) {
        bytes = segment;
        at = 0;
        code = (long) (bytes[0] & 0xff) << 16;
        nextByte();
        code <<= 7;
        shifts -= 7;
        interval = HALF;
        measure();
    }

    /** Decodes a symbol, 0 or 1. */
    int decode(int context) {
        int state = states[context];
        long left = room - PROBABILITY[state];
        room = left;
        return left >= 0 ? state & 1 : decodeAtEdge(context, state);
    }

    /**
     * Decodes a symbol for which new bits are needed. In a radiograph's noise that is every other one, at random: so what
     * depends on it is computed by masks, all ones for yes, since a branch would be guessed wrong as often.
     */
    private int decodeAtEdge(int context, int state) {
        long probability = PROBABILITY[state];
        long used = fullRoom - room;
        long rest = interval - used;
        long above = code - used;
        long lower = above >> 63;
        long small = rest - probability >> 63;
        // Where the less probable symbol has the larger part, the two are exchanged.
        int less = (int) (lower ^ small) & 1;
        interval = rest ^ (rest ^ probability) & lower;
        code = above + (probability & lower);
        states[context] = AFTER[2 * state + less];
        int missing = Long.numberOfLeadingZeros(interval) - LEADING_ZEROS;
        if (missing <= shifts) {
            interval <<= missing;
            code <<= missing;
            shifts -= missing;
        } else {
            renormalize(missing);
        }
        measure();
        return state & 1 ^ less;
    }

    private void renormalize(int bits) {
        int missing = bits;
        while (missing > 0) {
            if (shifts == 0) {
                nextByte();
            }
            int now = Math.min(missing, shifts);
            interval <<= now;
            code <<= now;
            shifts -= now;
            missing -= now;
        }
    }

    private void measure() {
        fullRoom = Math.min(interval - HALF, code);
        room = fullRoom;
    }

    /** After FF a byte has seven bits, and a larger one is a marker, at which the bytes end. */
    private void nextByte() {
        if (bytes[at] == -1) {
            int next = bytes[at + 1] & 0xff;
            if (next > 0x8f) {
                code += 0xff00;
                shifts = 8;
            } else {
                at++;
                code += (long) next << 9;
                shifts = 7;
            }
        } else {
            at++;
            code += (long) (bytes[at] & 0xff) << 8;
            shifts = 8;
        }
    }
}

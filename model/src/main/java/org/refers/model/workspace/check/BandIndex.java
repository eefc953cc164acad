package org.refers.model.workspace.check;

import java.util.function.IntConsumer;

/**
 * Finds codes of 64 bits that differ in at most {@value #REACH} of them without comparing all: of four bands of 16 bits at least
 * one then differs in at most two, so that codes equal to a band but for two bits are looked at in its table.
 */
final class BandIndex {

    /** Four bands with three differences each would make twelve. */
    static final int REACH = 11;

    private static final int BANDS = 4;
    private static final int WIDTH = 16;
    private static final int KEYS = 1 << WIDTH;
    /** Every way to change at most two of 16 bits. */
    private static final int[] CHANGES = changes();

    private final long[] codes;
    private final int[][] starts = new int[BANDS][];
    private final int[][] members = new int[BANDS][];

    BandIndex(long[] codes) {
        this.codes = codes;
        for (int band = 0; band < BANDS; band++) {
            sort(band);
        }
    }

    private void sort(int band) {
        int[] start = new int[KEYS + 1];
        for (long code : codes) {
            start[key(code, band) + 1]++;
        }
        for (int i = 0; i < KEYS; i++) {
            start[i + 1] += start[i];
        }
        int[] next = start.clone();
        int[] sorted = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            sorted[next[key(codes[i], band)]++] = i;
        }
        starts[band] = start;
        members[band] = sorted;
    }

    /** Names every position whose code is near, some more than once. */
    void near(long code, IntConsumer found) {
        for (int band = 0; band < BANDS; band++) {
            int key = key(code, band);
            for (int change : CHANGES) {
                int at = key ^ change;
                for (int i = starts[band][at]; i < starts[band][at + 1]; i++) {
                    int position = members[band][i];
                    if (Long.bitCount(codes[position] ^ code) <= REACH) {
                        found.accept(position);
                    }
                }
            }
        }
    }

    private static int key(long code, int band) {
        return (int) (code >>> band * WIDTH) & KEYS - 1;
    }

    private static int[] changes() {
        int[] changes = new int[1 + WIDTH + WIDTH * (WIDTH - 1) / 2];
        int next = 1;
        for (int i = 0; i < WIDTH; i++) {
            changes[next++] = 1 << i;
            for (int k = 0; k < i; k++) {
                changes[next++] = 1 << i | 1 << k;
            }
        }
        return changes;
    }
}

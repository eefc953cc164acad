package org.refers.model.workspace.check;

import java.util.Arrays;
import org.refers.model.image.Resampler;

/** The whole field of a picture as a small square, whatever that does to its proportions. */
final class Thumbnail {

    /** Pixels a side for codes: the frequencies that they use are well below its limit. */
    static final int SIDE = 32;
    /** Pixels a side as kept: enough to turn most look-alikes down without decoding them; 400,000 of them take 1.6 GB. */
    static final int STORED = 2 * SIDE;

    static final int BYTES = SIDE * SIDE;

    private static final int LEVELS = 256;

    private Thumbnail() {
    }

    /** Makes the thumbnail of a grey picture of 0 to 1, of {@link #STORED} pixels a side. */
    static byte[] of(float[] grey, int rows, int columns) {
        float[] small = Resampler.resize(grey, rows, columns, STORED, STORED);
        byte[] bytes = new byte[small.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Math.clamp(small[i], 0f, 1f) * (LEVELS - 1) + 0.5f);
        }
        return bytes;
    }

    /** The thumbnail of {@link #SIDE} pixels a side for codes. */
    static byte[] small(byte[] thumbnail) {
        byte[] small = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            int at = i / SIDE * 2 * STORED + i % SIDE * 2;
            int sum = (thumbnail[at] & 0xff) + (thumbnail[at + 1] & 0xff) + (thumbnail[at + STORED] & 0xff)
                    + (thumbnail[at + STORED + 1] & 0xff);
            small[i] = (byte) (sum + 2 >> 2);
        }
        return small;
    }

    /**
     * Each pixel's rank among all, from 0 to 1, equal pixels sharing theirs: a picture shown in another window, or with
     * another curve, has the same ranks.
     */
    static float[] ranks(byte[] thumbnail) {
        int[] counts = new int[LEVELS];
        for (byte grey : thumbnail) {
            counts[grey & 0xff]++;
        }
        float[] rank = new float[LEVELS];
        int below = 0;
        for (int level = 0; level < LEVELS; level++) {
            rank[level] = (below + counts[level] / 2f) / thumbnail.length;
            below += counts[level];
        }
        float[] ranks = new float[thumbnail.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rank[thumbnail[i] & 0xff];
        }
        return ranks;
    }

    /** What is left of ranks when a share of each side is cut off, on the same grid. */
    static float[] cropped(float[] ranks, double share) {
        float[] cropped = new float[BYTES];
        double scale = 1 - 2 * share;
        double[] at = new double[SIDE];
        Arrays.setAll(at, i -> Math.clamp((share + scale * (i + 0.5) / SIDE) * SIDE - 0.5, 0, SIDE - 1.001));
        for (int row = 0; row < SIDE; row++) {
            int y = (int) at[row];
            float down = (float) (at[row] - y);
            for (int column = 0; column < SIDE; column++) {
                int x = (int) at[column];
                float right = (float) (at[column] - x);
                int i = y * SIDE + x;
                float upper = ranks[i] + right * (ranks[i + 1] - ranks[i]);
                float lower = ranks[i + SIDE] + right * (ranks[i + SIDE + 1] - ranks[i + SIDE]);
                cropped[row * SIDE + column] = upper + down * (lower - upper);
            }
        }
        return cropped;
    }
}

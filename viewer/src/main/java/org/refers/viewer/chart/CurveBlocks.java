package org.refers.viewer.chart;

import java.util.Arrays;

/**
 * Where the least and the greatest of every 64 points of a curve lie, so that those of any stretch are found by looking
 * at a 64th of its points. Numbers that are infinite or none are never found beside one that is finite.
 */
final class CurveBlocks {

    /** A million points on a thousand columns: 1,000 points a column, of which some 80 are looked at. */
    private static final int LENGTH = 64;

    private int[] leasts = new int[4];
    private int[] greatests = new int[4];
    private int whole;

    /** Learns of all points up to a size. */
    void follow(double[] values, int size) {
        while ((whole + 1) * LENGTH <= size) {
            if (whole == leasts.length) {
                leasts = Arrays.copyOf(leasts, whole * 2);
                greatests = Arrays.copyOf(greatests, whole * 2);
            }
            int start = whole * LENGTH;
            leasts[whole] = scan(values, start, start + LENGTH, false);
            greatests[whole] = scan(values, start, start + LENGTH, true);
            whole++;
        }
    }

    /** Forgets the points from a size on. */
    void cut(int size) {
        whole = Math.min(whole, size / LENGTH);
    }

    /** Index of the least or the greatest of the points from start to before end, of which there is one at least. */
    int extreme(double[] values, int start, int end, boolean greatest) {
        int firstBlock = (start + LENGTH - 1) / LENGTH;
        int lastBlock = Math.min(end / LENGTH, whole);
        if (firstBlock >= lastBlock) {
            return scan(values, start, end, greatest);
        }
        int found = start;
        int before = firstBlock * LENGTH;
        if (before > start) {
            found = scan(values, start, before, greatest);
        }
        for (int block = firstBlock; block < lastBlock; block++) {
            found = better(values, found, greatest ? greatests[block] : leasts[block], greatest);
        }
        int after = lastBlock * LENGTH;
        return after < end ? better(values, found, scan(values, after, end, greatest), greatest) : found;
    }

    private static int scan(double[] values, int start, int end, boolean greatest) {
        int found = start;
        for (int i = start + 1; i < end; i++) {
            found = better(values, found, i, greatest);
        }
        return found;
    }

    private static int better(double[] values, int found, int candidate, boolean greatest) {
        double value = values[candidate];
        if (!Double.isFinite(value)) {
            return found;
        }
        if (!Double.isFinite(values[found])) {
            return candidate;
        }
        return (greatest ? value > values[found] : value < values[found]) ? candidate : found;
    }
}

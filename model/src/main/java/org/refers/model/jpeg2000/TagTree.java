package org.refers.model.jpeg2000;

import java.util.Arrays;

/** A tree of minima, by which neighbours share what they have in common (B.10.2). */
final class TagTree {

    /** Widths of the levels, the leaves first. */
    private final int[] widths;
    /** Where each level begins among the nodes. */
    private final int[] starts;
    /** What each node's value is at least. */
    private final int[] atLeast;
    private final boolean[] known;

    TagTree(int across, int down) {
        int[] levelWidths = new int[32];
        int[] levelStarts = new int[32];
        int levels = 0;
        int nodes = 0;
        int width = across;
        int height = down;
        while (true) {
            levelWidths[levels] = width;
            levelStarts[levels++] = nodes;
            nodes += width * height;
            if (width <= 1 && height <= 1) {
                break;
            }
            width = width + 1 >> 1;
            height = height + 1 >> 1;
        }
        widths = Arrays.copyOf(levelWidths, levels);
        starts = Arrays.copyOf(levelStarts, levels);
        atLeast = new int[nodes];
        known = new boolean[nodes];
    }

    /**
     * Reads as much as is needed to know whether a leaf's value is below a limit.
     *
     * @return whether it is; {@link #value} then tells it
     */
    boolean isBelow(int x, int y, int limit, PacketBits bits) throws Jpeg2000Exception {
        int least = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            int node = starts[level] + (y >> level) * widths[level] + (x >> level);
            int value = Math.max(least, atLeast[node]);
            while (value < limit && !known[node]) {
                if (bits.bit() == 1) {
                    known[node] = true;
                } else {
                    value++;
                }
            }
            atLeast[node] = value;
            least = value;
        }
        return known[y * widths[0] + x] && least < limit;
    }

    /** The value of a leaf that was below some limit. */
    int value(int x, int y) {
        return atLeast[y * widths[0] + x];
    }
}

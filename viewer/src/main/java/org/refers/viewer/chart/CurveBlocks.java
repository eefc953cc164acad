package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the least and the greatest of every 16 points of a curve lie, of every 16 of those blocks, and so on, so that those of any
 * stretch are found by looking at a few dozens of its points however long it is. Numbers that are infinite or none are
 * never found beside one that is finite; of equals the first is found.
 */
final class CurveBlocks {

    /** Of a stretch, up to 15 points at either end of each level are looked at: few, and few levels. */
    private static final int LENGTH = 16;

    private final List<Level> levels = new ArrayList<>();

    /** The blocks of one length. */
    private static final class Level {

        private int[] leasts = new int[4];
        private int[] greatests = new int[4];
        private int whole;

        void add(int least, int greatest) {
            if (whole == leasts.length) {
                leasts = Arrays.copyOf(leasts, whole * 2);
                greatests = Arrays.copyOf(greatests, whole * 2);
            }
            leasts[whole] = least;
            greatests[whole] = greatest;
            whole++;
        }
    }

    /** Learns of all points up to a size. */
    void follow(double[] values, int size) {
        int entries = size;
        for (int level = 0; entries >= LENGTH; level++) {
            if (level == levels.size()) {
                levels.add(new Level());
            }
            Level blocks = levels.get(level);
            for (int start = blocks.whole * LENGTH; start + LENGTH <= entries; start += LENGTH) {
                blocks.add(best(values, level, start, start + LENGTH, false),
                        best(values, level, start, start + LENGTH, true));
            }
            entries = blocks.whole;
        }
    }

    /** Forgets the points from a size on. */
    void cut(int size) {
        int entries = size;
        for (Level level : levels) {
            entries /= LENGTH;
            level.whole = Math.min(level.whole, entries);
        }
    }

    /** Index of the least or the greatest of the points from start to before end, of which there is one at least. */
    int extreme(double[] values, int start, int end, boolean greatest) {
        int found = start;
        int from = start;
        int to = end;
        for (int level = 0; from < to; level++) {
            int whole = level < levels.size() ? levels.get(level).whole : 0;
            int firstBlock = (from + LENGTH - 1) / LENGTH;
            int lastBlock = Math.min(to / LENGTH, whole);
            if (firstBlock >= lastBlock) {
                return better(values, found, best(values, level, from, to, greatest), greatest);
            }
            if (from < firstBlock * LENGTH) {
                found = better(values, found, best(values, level, from, firstBlock * LENGTH, greatest), greatest);
            }
            if (lastBlock * LENGTH < to) {
                found = better(values, found, best(values, level, lastBlock * LENGTH, to, greatest), greatest);
            }
            from = firstBlock;
            to = lastBlock;
        }
        return found;
    }

    /** The best of a level's entries: of points on level 0, else of the blocks below. */
    private int best(double[] values, int level, int from, int to, boolean greatest) {
        int found = point(level, from, greatest);
        for (int entry = from + 1; entry < to; entry++) {
            found = better(values, found, point(level, entry, greatest), greatest);
        }
        return found;
    }

    private int point(int level, int entry, boolean greatest) {
        if (level == 0) {
            return entry;
        }
        Level blocks = levels.get(level - 1);
        return greatest ? blocks.greatests[entry] : blocks.leasts[entry];
    }

    private static int better(double[] values, int found, int candidate, boolean greatest) {
        double value = values[candidate];
        double best = values[found];
        if (!Double.isFinite(value)) {
            return Double.isFinite(best) ? found : Math.min(found, candidate);
        }
        if (!Double.isFinite(best)) {
            return candidate;
        }
        if (value == best) {
            return Math.min(found, candidate);
        }
        return (greatest ? value > best : value < best) ? candidate : found;
    }
}

package org.refers.model.workspace.check;

import java.util.Arrays;

/**
 * Pairs of positions with their distances, the smaller position first. A large set has millions, so each is one number: from
 * the high bits down the positions, the distance of whole codes, and that of their slowest waves.
 */
final class Candidates {

    /** Positions below: 67 million pictures are more than SQLite or a disk would bear here. */
    static final int MOST = 1 << 26;

    private static final int DISTANCE_BITS = 7;
    private static final int LOW_BITS = 4;
    private static final int PAIR_SHIFT = DISTANCE_BITS + LOW_BITS;
    private static final int ONE_SHIFT = PAIR_SHIFT + 26;
    private static final int DISTANCE_MASK = (1 << DISTANCE_BITS) - 1;

    private long[] pairs = new long[64];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Takes a pair in either order. */
    void add(int one, int other, int lowDistance, int distance) {
        if (Math.max(one, other) >= MOST || distance > DISTANCE_MASK || lowDistance >= 1 << LOW_BITS) {
            throw new IllegalArgumentException("position or distance out of range");
        }
        add((long) Math.min(one, other) << ONE_SHIFT | (long) Math.max(one, other) << PAIR_SHIFT
                | (long) distance << LOW_BITS | lowDistance);
    }

    private void add(long pair) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.multiplyExact(size, 2));
        }
        pairs[size++] = pair;
    }

    void addAll(Candidates others) {
        for (int i = 0; i < others.size; i++) {
            add(others.pairs[i]);
        }
    }

    /** Keeps each pair once, at its smallest distance, and of all pairs so many nearest; sorts by position. */
    void keepNearest(int most) {
        Arrays.sort(pairs, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || pairs[i] >>> PAIR_SHIFT != pairs[kept - 1] >>> PAIR_SHIFT) {
                pairs[kept++] = pairs[i];
            }
        }
        size = kept;
        if (size > most) {
            long[] nearest = Arrays.stream(pairs, 0, size).boxed()
                    .sorted((a, b) -> Integer.compare(distance(a), distance(b))).limit(most)
                    .mapToLong(Long::longValue).sorted().toArray();
            System.arraycopy(nearest, 0, pairs, 0, most);
            size = most;
        }
    }

    /** Whether a pair, the smaller position first, is among them, once they are sorted. */
    boolean holds(int one, int other) {
        long least = (long) one << ONE_SHIFT | (long) other << PAIR_SHIFT;
        int at = Arrays.binarySearch(pairs, 0, size, least);
        int from = at < 0 ? -at - 1 : at;
        return from < size && pairs[from] >>> PAIR_SHIFT == least >>> PAIR_SHIFT;
    }

    int one(int index) {
        return (int) (pairs[index] >>> ONE_SHIFT);
    }

    int other(int index) {
        return (int) (pairs[index] >>> PAIR_SHIFT) & MOST - 1;
    }

    /** Bits of the slowest waves in which they differ. */
    int lowDistance(int index) {
        return (int) pairs[index] & (1 << LOW_BITS) - 1;
    }

    /** Bits in which they differ, of {@link Cosines#COUNT}. */
    int distance(int index) {
        return distance(pairs[index]);
    }

    private static int distance(long pair) {
        return (int) (pair >>> LOW_BITS) & DISTANCE_MASK;
    }
}

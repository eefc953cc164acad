package org.refers.model.workspace.check;

import java.util.function.IntConsumer;

/**
 * Finds codes of 64 bits that differ in at most {@value #REACH} of them, all of them and no others, without comparing with each:
 * for every band of a {@link BandPlan} there is a table of the codes by their bits in the band, and only codes whose bits are
 * equal but for a few are looked at.
 */
final class BandIndex {

    /** Four bands with three differences each would make twelve. */
    static final int REACH = 11;

    private final BandPlan plan;
    private final Table[] tables;

    /**
     * The codes by one band.
     *
     * @param changes what may be changed of a key
     * @param starts of each key's codes
     * @param codes by key, so that those of one key lie beside each other
     * @param positions of these codes
     */
    private record Table(int[] changes, int[] starts, long[] codes, int[] positions) {
    }

    /** An index by the plan that is cheapest for these codes. */
    BandIndex(long[] codes) {
        this(codes, BandPlan.cheapest(codes));
    }

    BandIndex(long[] codes, BandPlan plan) {
        this.plan = plan;
        tables = new Table[plan.bands()];
        for (int band = 0; band < tables.length; band++) {
            tables[band] = table(codes, band);
        }
    }

    private Table table(long[] codes, int band) {
        int[] starts = new int[(1 << plan.width(band)) + 1];
        for (long code : codes) {
            starts[plan.key(code, band) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        long[] sorted = new long[codes.length];
        int[] positions = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int at = next[plan.key(codes[i], band)]++;
            sorted[at] = codes[i];
            positions[at] = i;
        }
        return new Table(plan.changes(band), starts, sorted, positions);
    }

    /** Names every position whose code is near, some more than once. */
    void near(long code, IntConsumer found) {
        for (int band = 0; band < tables.length; band++) {
            Table table = tables[band];
            int key = plan.key(code, band);
            for (int change : table.changes) {
                int end = table.starts[(key ^ change) + 1];
                for (int i = table.starts[key ^ change]; i < end; i++) {
                    if (Long.bitCount(table.codes[i] ^ code) <= REACH) {
                        found.accept(table.positions[i]);
                    }
                }
            }
        }
    }
}

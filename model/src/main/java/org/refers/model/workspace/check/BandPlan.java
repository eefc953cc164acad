package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * How codes of 64 bits are cut into bands, and how many bits may differ in each.
 *
 * <p>Codes that differ in at most {@link BandIndex#REACH} bits differ in at most {@code reaches[i]} of some band i, since otherwise
 * they would differ in more altogether. This holds for every plan; which one is taken is a matter of time alone.
 *
 * @param masks bits of each band; no bit is in two
 * @param reaches bits that may differ in each
 */
record BandPlan(long[] masks, int[] reaches) {

    /** More bands are wider open: for a thousand codes six are best, for 400,000 four, for millions three. */
    private static final int[] BANDS = {3, 4, 6, 12};
    /** Pairs of codes by which a plan's cost is estimated; a band that one in a thousand shares is seen 50 times. */
    private static final int PAIRS = 50_000;
    /** Looking into a table costs about as much as comparing three codes that lie beside each other. */
    private static final double PROBE = 3;
    private static final int WIDEST = 21;

    /** The plan that is cheapest for these codes. Codes of radiographs lie in clusters, so that they are asked. */
    static BandPlan cheapest(long[] codes) {
        return all().stream().min(Comparator.comparingDouble(plan -> plan.cost(codes))).orElseThrow();
    }

    static List<BandPlan> all() {
        List<BandPlan> plans = new ArrayList<>();
        for (int bands : BANDS) {
            plans.add(of(bands));
        }
        return plans;
    }

    private static BandPlan of(int bands) {
        long[] masks = new long[bands];
        // Neighbouring waves go together: in one band they would make few, full buckets.
        for (int bit = 0; bit < Math.min(Long.SIZE, bands * WIDEST); bit++) {
            masks[bit % bands] |= 1L << bit;
        }
        int[] reaches = new int[bands];
        for (int i = 0; i < bands; i++) {
            reaches[i] = BandIndex.REACH / bands - (i <= BandIndex.REACH % bands ? 0 : 1);
        }
        return new BandPlan(masks, reaches);
    }

    int bands() {
        return masks.length;
    }

    int width(int band) {
        return Long.bitCount(masks[band]);
    }

    int key(long code, int band) {
        return (int) Long.compress(code, masks[band]);
    }

    /** Comparisons for one code. */
    private double cost(long[] codes) {
        double cost = 0;
        Random random = new Random(5);
        for (int band = 0; band < bands(); band++) {
            int near = 0;
            for (int i = 0; i < PAIRS && codes.length > 0; i++) {
                long one = codes[random.nextInt(codes.length)];
                long other = codes[random.nextInt(codes.length)];
                near += Long.bitCount((one ^ other) & masks[band]) <= reaches[band] ? 1 : 0;
            }
            cost += PROBE * changes(band).length + (double) near / PAIRS * codes.length;
        }
        return cost;
    }

    /** Every way to change at most as many bits of a key as may differ. */
    int[] changes(int band) {
        List<Integer> changes = new ArrayList<>();
        add(changes, 0, 0, width(band), reaches[band]);
        return changes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void add(List<Integer> changes, int change, int from, int width, int left) {
        if (left < 0) {
            return;
        }
        changes.add(change);
        for (int bit = from; bit < width && left > 0; bit++) {
            add(changes, change | 1 << bit, bit + 1, width, left - 1);
        }
    }
}

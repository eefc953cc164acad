package org.refers.training.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * A share of labelled radiographs, drawn by patient. Patients are put in an order that only the seed decides and are
 * taken from its front, so smaller shares lie within larger ones: 1 % within 10 % within 100 %.
 */
public final class Subset {

    private Subset() {
    }

    /**
     * Takes whole patients until at least the share of the items is in.
     *
     * @param items number of items that are drawn from
     * @param patient the key of an item's patient, by the item's position
     * @param share above 0, up to 1
     * @param seed decides the order of patients
     * @return positions of at least {@code ceil(share * items)} of them, in order
     */
    public static int[] take(int items, IntToLongFunction patient, double share, long seed) {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException("the label ratio must be above 0 and at most 1, not " + share);
        }
        if (share == 1) {
            return IntStream.range(0, items).toArray();
        }
        long[] keys = IntStream.range(0, items).mapToLong(patient).toArray();
        // Sorted first: the draw must not depend on the order in which files happened to be imported.
        long[] sorted = keys.clone();
        sort(sorted);
        int[] begins = begins(sorted);
        boolean[] inside = drawn(begins, (long) Math.ceil(share * items - 1e-9), seed);
        long[] patients = IntStream.range(0, inside.length).mapToLong(i -> sorted[begins[i]]).toArray();
        return IntStream.range(0, items).filter(item -> inside[find(patients, keys[item])]).toArray();
    }

    /** As unsigned numbers, in the order of the keys as people read them. */
    private static void sort(long[] keys) {
        flip(keys);
        Arrays.sort(keys);
    }

    /** Turns unsigned numbers into signed ones of the same order. */
    private static void flip(long[] keys) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] ^= Long.MIN_VALUE;
        }
    }

    private static int find(long[] patients, long key) {
        return Arrays.binarySearch(patients, key ^ Long.MIN_VALUE);
    }

    /** Where each patient's items begin among the sorted ones, and where the last one's end. */
    private static int[] begins(long[] sorted) {
        IntStream changes = IntStream.range(0, sorted.length).filter(i -> i == 0 || sorted[i] != sorted[i - 1]);
        return IntStream.concat(changes, IntStream.of(sorted.length)).toArray();
    }

    /** Which patients are in, in the order of their keys. */
    private static boolean[] drawn(int[] begins, long wanted, long seed) {
        int[] order = IntStream.range(0, begins.length - 1).toArray();
        shuffle(order, Seeds.random(seed, "label ratio", 0));
        boolean[] inside = new boolean[order.length];
        long count = 0;
        for (int i = 0; i < order.length && count < wanted; i++) {
            inside[order[i]] = true;
            count += begins[order[i] + 1] - begins[order[i]];
        }
        return inside;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}

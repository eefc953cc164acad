package org.refers.training.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
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
     * @param patient the pseudonymous patient of an item, by its position
     * @param share above 0, up to 1
     * @param seed decides the order of patients
     * @return positions of at least {@code ceil(share * items)} of them, in order
     */
    public static int[] take(int items, IntFunction<String> patient, double share, long seed) {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException("the label ratio must be above 0 and at most 1, not " + share);
        }
        if (share == 1) {
            return IntStream.range(0, items).toArray();
        }
        Map<String, Integer> counts = new HashMap<>();
        IntStream.range(0, items).forEach(item -> counts.merge(patient.apply(item), 1, Integer::sum));
        // Sorted first: the draw must not depend on the order in which files happened to be imported.
        String[] order = counts.keySet().stream().sorted().toArray(String[]::new);
        shuffle(order, Seeds.random(seed, "label ratio", 0));
        long wanted = (long) Math.ceil(share * items - 1e-9);
        Set<String> inside = new HashSet<>();
        long count = 0;
        for (int i = 0; i < order.length && count < wanted; i++) {
            inside.add(order[i]);
            count += counts.getOrDefault(order[i], 0);
        }
        return IntStream.range(0, items).filter(item -> inside.contains(patient.apply(item))).toArray();
    }

    /** The same for a list in memory; the result keeps its order. */
    public static <T> List<T> take(List<T> items, Function<T, String> patient, double share, long seed) {
        return Arrays.stream(take(items.size(), item -> patient.apply(items.get(item)), share, seed))
                .mapToObj(items::get).toList();
    }

    private static void shuffle(String[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            String swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}

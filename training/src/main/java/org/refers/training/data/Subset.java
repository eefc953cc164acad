package org.refers.training.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

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
     * @param items what is drawn from; the result keeps its order
     * @param patient the pseudonymous patient of an item
     * @param share above 0, up to 1
     * @param seed decides the order of patients
     * @return at least {@code ceil(share * items)} of them
     */
    public static <T> List<T> take(List<T> items, Function<T, String> patient, double share, long seed) {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException("the label ratio must be above 0 and at most 1, not " + share);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        items.forEach(item -> counts.merge(patient.apply(item), 1, Integer::sum));
        // Sorted first: the draw must not depend on the order in which files happened to be imported.
        String[] order = counts.keySet().stream().sorted().toArray(String[]::new);
        shuffle(order, Seeds.random(seed, "label ratio", 0));
        long wanted = (long) Math.ceil(share * items.size() - 1e-9);
        List<String> taken = new ArrayList<>();
        long count = 0;
        for (String id : order) {
            if (count >= wanted) {
                break;
            }
            taken.add(id);
            count += counts.getOrDefault(id, 0);
        }
        Set<String> inside = new HashSet<>(taken);
        return items.stream().filter(item -> inside.contains(patient.apply(item))).toList();
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

package org.refers.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SamplingTest {

    private record Item(String patient, int number) {
    }

    @Property
    void enoughViewsAreDrawnWithoutRepeating(@ForAll @IntRange(min = 3, max = 9) int available, @ForAll long seed) {
        int[] drawn = ViewSampler.WITHOUT_REPLACEMENT.draw(available, 3, Seeds.random(seed, "views", 0));

        assertEquals(3, Arrays.stream(drawn).distinct().count());
        assertTrue(Arrays.stream(drawn).allMatch(view -> view >= 0 && view < available));
    }

    /** With two of three there, both are in and one of them stands twice. */
    @Property
    void aMissingViewIsARepeatedOne(@ForAll long seed) {
        int[] drawn = ViewSampler.WITHOUT_REPLACEMENT.draw(2, 3, Seeds.random(seed, "views", 0));

        assertArrayEquals(new int[]{0, 1}, Arrays.stream(drawn).distinct().sorted().toArray());
    }

    @Test
    void everyViewIsRepeatedAndDrawnSometimes() {
        Set<Integer> repeated = new HashSet<>();
        Set<Integer> left = new HashSet<>();
        for (int epoch = 0; epoch < 60; epoch++) {
            repeated.add(ViewSampler.WITHOUT_REPLACEMENT.draw(2, 3, Seeds.random(1, "views", epoch))[2]);
            Set<Integer> drawn = Arrays.stream(ViewSampler.WITHOUT_REPLACEMENT.draw(4, 3, Seeds.random(1, "v", epoch)))
                    .boxed().collect(Collectors.toSet());
            Set<Integer> all = new HashSet<>(Set.of(0, 1, 2, 3));
            all.removeAll(drawn);
            left.addAll(all);
        }

        assertEquals(Set.of(0, 1), repeated);
        assertEquals(Set.of(0, 1, 2, 3), left);
    }

    @Test
    void atInferenceNothingIsDrawn() {
        assertArrayEquals(new int[]{0, 1, 2}, ViewSampler.first(5, 3));
        assertArrayEquals(new int[]{0, 1, 0}, ViewSampler.first(2, 3));
    }

    @Property(tries = 200)
    void sharesAreNestedWholePatientsAndLargeEnough(@ForAll @IntRange(min = 1, max = 60) int patients,
            @ForAll long seed) {
        List<Item> items = items(patients, seed);
        Set<Item> smaller = Set.of();
        for (double share : new double[]{0.01, 0.1, 0.5, 1}) {
            List<Item> taken = Subset.take(items, Item::patient, share, seed);
            Set<String> inside = taken.stream().map(Item::patient).collect(Collectors.toSet());
            assertTrue(taken.size() >= share * items.size() - 1e-6);
            assertTrue(new HashSet<>(taken).containsAll(smaller));
            assertTrue(items.stream().filter(item -> inside.contains(item.patient())).count() == taken.size());
            smaller = new HashSet<>(taken);
        }
        assertEquals(items.size(), smaller.size());
    }

    private static List<Item> items(int patients, long seed) {
        var random = Seeds.random(seed, "test", 0);
        List<Item> items = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            int radiographs = 1 + random.nextInt(4);
            for (int i = 0; i < radiographs; i++) {
                items.add(new Item("p" + patient, i));
            }
        }
        return items;
    }

    @Test
    void theShareDoesNotDependOnTheOrderOfImport() {
        List<Item> items = items(30, 4);
        Set<Item> one = new HashSet<>(Subset.take(items, Item::patient, 0.3, 9));
        Set<Item> other = new HashSet<>(Subset.take(items.reversed(), Item::patient, 0.3, 9));

        assertEquals(one, other);
        assertNotEquals(one, new HashSet<>(Subset.take(items, Item::patient, 0.3, 10)));
        assertThrows(IllegalArgumentException.class, () -> Subset.take(items, Item::patient, 0, 1));
    }
}

package org.refers.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SamplingTest {

    private record Item(long patient, int number) {
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
            List<Item> taken = take(items, share, seed);
            Set<Long> inside = taken.stream().map(Item::patient).collect(Collectors.toSet());
            assertTrue(taken.size() >= share * items.size() - 1e-6);
            assertTrue(new HashSet<>(taken).containsAll(smaller));
            assertTrue(items.stream().filter(item -> inside.contains(item.patient())).count() == taken.size());
            smaller = new HashSet<>(taken);
        }
        assertEquals(items.size(), smaller.size());
    }

    private static List<Item> take(List<Item> items, double share, long seed) {
        return Arrays.stream(Subset.take(items.size(), item -> items.get(item).patient(), share, seed))
                .mapToObj(items::get).toList();
    }

    /** Runs of earlier versions drew so, by texts; a run that is repeated must find the same patients. */
    @Property(tries = 200)
    void thePatientsAreThoseThatKeysAsTextsGave(@ForAll @Size(min = 1, max = 60) List<Long> patients,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share, @ForAll long seed) {
        Function<Long, String> text = patient -> "p" + HexFormat.of().toHexDigits(patient);
        List<String> order = new ArrayList<>(new TreeSet<>(patients.stream().map(text).toList()));
        SplittableRandom random = Seeds.random(seed, "label ratio", 0);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        Set<String> inside = new HashSet<>();
        while (patients.stream().filter(patient -> inside.contains(text.apply(patient))).count() < share
                * patients.size() - 1e-9) {
            inside.add(order.get(inside.size()));
        }
        assertArrayEquals(
                IntStream.range(0, patients.size()).filter(i -> inside.contains(text.apply(patients.get(i)))).toArray(),
                Subset.take(patients.size(), patients::get, share, seed));
    }

    private static List<Item> items(int patients, long seed) {
        var random = Seeds.random(seed, "test", 0);
        List<Item> items = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            int radiographs = 1 + random.nextInt(4);
            for (int i = 0; i < radiographs; i++) {
                items.add(new Item(patient, i));
            }
        }
        return items;
    }

    @Test
    void theShareDoesNotDependOnTheOrderOfImport() {
        List<Item> items = items(30, 4);
        Set<Item> one = new HashSet<>(take(items, 0.3, 9));
        Set<Item> other = new HashSet<>(take(items.reversed(), 0.3, 9));

        assertEquals(one, other);
        assertNotEquals(one, new HashSet<>(take(items, 0.3, 10)));
        assertThrows(IllegalArgumentException.class, () -> take(items, 0, 1));
    }
}

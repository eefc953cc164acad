package org.refers.model.finding;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class MapSimilarityTest {

    @Test
    void spearmanWithoutTiesIsTheFormulaOfTheDifferences() {
        float[] one = {10, 20, 30, 40, 50};
        float[] other = {2, 1.5f, 1, 9, 3};
        // Ranks of the other: 3 2 1 5 4, differences -2 0 2 -1 1.
        assertEquals(1 - 6.0 * 10 / 120, MapSimilarity.spearman(one, other), 1e-12);
        assertEquals(-1, MapSimilarity.spearman(one, new float[]{5, 4, 3, 2, 1}), 1e-12);
    }

    /** Ranks 0.5 0.5 2 3 against 0 1 2.5 2.5: products of deviations 1 * 1.5, 1 * 0.5, 0.5 * 1, 1.5 * 1. */
    @Test
    void equalValuesShareTheirRank() {
        double both = 1.5 + 0.5 + 0.5 + 1.5;
        double first = 1 + 1 + 0.25 + 2.25;
        double second = 2.25 + 0.25 + 1 + 1;
        assertEquals(both / Math.sqrt(first * second),
                MapSimilarity.spearman(new float[]{7, 7, 8, 9}, new float[]{1, 2, 3, 3}), 1e-12);
    }

    @Test
    void aConstantMapOrdersNothing() {
        assertEquals(0, MapSimilarity.spearman(new float[]{1, 2, 3}, new float[3]));
        assertThrows(IllegalArgumentException.class, () -> MapSimilarity.spearman(new float[3], new float[4]));
    }

    @Property(tries = 100)
    void spearmanKnowsNothingOfTheScale(
            @ForAll @Size(min = 3, max = 20) List<@IntRange(min = -9, max = 9) Integer> drawn) {
        float[] map = new float[drawn.size()];
        float[] scaled = new float[drawn.size()];
        for (int i = 0; i < map.length; i++) {
            map[i] = drawn.get(i);
            scaled[i] = 4 * drawn.get(i) - 1;
        }
        float[] other = new float[map.length];
        for (int i = 0; i < other.length; i++) {
            other[i] = (i * 7 + 3) % 5;
        }
        assertEquals(MapSimilarity.spearman(map, other), MapSimilarity.spearman(scaled, other), 1e-12);
        assertEquals(MapSimilarity.spearman(map, other), MapSimilarity.spearman(other, map), 1e-12);
    }

    /** One window: means 0.25 and 0.75, equal contrasts, opposite structure. */
    @Test
    void structureOfOneWindowIsTheFormula() {
        float[] one = {0, 0.5f, 0.5f, 0};
        float[] other = {1, 0.5f, 0.5f, 1};
        double means = (2 * 0.25 * 0.75 + 1e-4) / (0.0625 + 0.5625 + 1e-4);
        double structure = (2 * -0.0625 + 9e-4) / (0.125 + 9e-4);
        assertEquals(means * structure, MapSimilarity.structural(one, other, 2), 1e-9);
        assertEquals(1, MapSimilarity.structural(one, one, 2), 1e-12);
    }

    /** Two constants: only the means tell them apart, in each of the 4 windows. */
    @Test
    void constantMapsDifferByTheirMeans() {
        float[] ones = new float[64];
        Arrays.fill(ones, 1);
        assertEquals(1e-4 / (1 + 1e-4), MapSimilarity.structural(new float[64], ones, 8), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> MapSimilarity.structural(ones, ones, 7));
    }
}

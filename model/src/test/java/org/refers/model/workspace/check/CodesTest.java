package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Codes, their index, and the measure of association. */
class CodesTest {

    /** The index must find what comparing all finds, no more and no less. */
    @Property(tries = 30)
    void theIndexFindsAllThatDifferInElevenBits(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int count) {
        Random random = new Random(seed);
        long[] codes = new long[count];
        for (int i = 0; i < count; i++) {
            codes[i] = i % 2 == 0 ? random.nextLong() : flipped(codes[i - 1], random.nextInt(16), random);
        }
        long asked = flipped(codes[random.nextInt(count)], random.nextInt(14), random);
        Set<Integer> near = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if (Long.bitCount(codes[i] ^ asked) <= BandIndex.REACH) {
                near.add(i);
            }
        }
        for (BandPlan plan : BandPlan.all()) {
            Set<Integer> found = new HashSet<>();
            new BandIndex(codes, plan).near(asked, found::add);
            assertEquals(near, found, plan.bands() + " bands");
        }
    }

    /** What the search finds is what comparing each with each finds, also where codes lie in clusters. */
    @Property(tries = 20)
    void theSearchFindsWhatComparingAllFinds(@ForAll long seed, @ForAll @IntRange(min = 2, max = 120) int count,
            @ForAll @IntRange(min = 1, max = 12) int clusters) {
        Random random = new Random(seed);
        Codes[] codes = {new Codes(), new Codes(), new Codes()};
        for (int i = 0; i < count; i++) {
            Random centre = new Random(seed + i % clusters);
            for (Codes cut : codes) {
                cut.add(flipped(centre.nextLong(), random.nextInt(14), random), flipped(0, random.nextInt(30), random),
                        flipped(0, random.nextInt(30), random), 0);
                centre.setSeed(seed + i % clusters);
            }
        }
        Candidates found = new LookAlikes(codes[0], codes[1], codes[2]).find((phase, done, total) -> {
        }, () -> false);
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            expected.addAll(nearest(codes, i));
        }
        Set<String> pairs = new TreeSet<>();
        for (int i = 0; i < found.size(); i++) {
            pairs.add(found.one(i) + " " + found.other(i));
        }
        assertEquals(expected, pairs);
        assertEquals(pairs.size(), found.size(), "each once");
    }

    /** The nearest of all pictures, by distance and then by position, as the search breaks ties. */
    private static List<String> nearest(Codes[] codes, int at) {
        record Near(int one, int other, int distance) {
        }
        List<Near> near = new ArrayList<>();
        for (int other = 0; other < codes[0].count(); other++) {
            int least = Integer.MAX_VALUE;
            for (Codes cut : codes) {
                int distance = cut.distance(at, codes[0], other);
                if (other != at && Long.bitCount(cut.low(at) ^ codes[0].low(other)) <= BandIndex.REACH
                        && distance <= LookAlikes.HIGH_REACH) {
                    least = Math.min(least, distance);
                }
            }
            if (least < Integer.MAX_VALUE) {
                near.add(new Near(Math.min(at, other), Math.max(at, other), least));
            }
        }
        return near.stream().sorted(Comparator.comparingInt(Near::distance).thenComparingInt(Near::one)
                .thenComparingInt(Near::other)).limit(LookAlikes.MOST).map(n -> n.one + " " + n.other).toList();
    }

    private static long flipped(long code, int bits, Random random) {
        long changed = code;
        for (int i = 0; i < bits; i++) {
            changed ^= 1L << random.nextInt(Long.SIZE);
        }
        return changed;
    }

    /** A wave of the transform has one coefficient, of the square root of half the number of pixels across and down. */
    @Test
    void aSingleWaveHasASingleCoefficient() {
        float[] wave = new float[Thumbnail.BYTES];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.cos(Math.PI * (i % Thumbnail.SIDE + 0.5) * 3 / Thumbnail.SIDE);
        }
        float[] coefficients = Cosines.of(wave);
        int large = 0;
        for (float coefficient : coefficients) {
            // Sums over 1,024 floats of up to 0.05.
            large += Math.abs(coefficient) > 1e-4 ? 1 : 0;
        }
        assertEquals(1, large);
        // Unit length: cos has the norm sqrt(512), its product with itself is sqrt(512).
        assertEquals(Math.sqrt(512), coefficients[5], 1e-3);
    }

    @Test
    void ranksDoNotChangeWithTheWindow() {
        byte[] dark = new byte[Thumbnail.BYTES];
        byte[] bright = new byte[Thumbnail.BYTES];
        Random random = new Random(1);
        for (int i = 0; i < dark.length; i++) {
            int grey = random.nextInt(100);
            dark[i] = (byte) grey;
            bright[i] = (byte) (grey * 2 + 50);
        }
        assertArrayEquals(Thumbnail.ranks(dark), Thumbnail.ranks(bright));
    }

    @Test
    void aPerfectAssociationIsOneAndNoneIsNought() {
        int[] labels = new int[200];
        int[] same = new int[200];
        int[] other = new int[200];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            same[i] = i % 2;
            other[i] = i / 2 % 2;
        }
        Association perfect = Association.of(labels, same, 0);
        assertEquals(1, perfect.strength(), 1e-12);
        assertEquals(0.001, perfect.chance(), 1e-12);
        assertEquals(0, Association.of(labels, other, 0).strength(), 1e-12);
        assertTrue(Association.of(labels, other, 0).chance() > 0.5);
        assertEquals(0, Association.of(labels, new int[200], 0).strength());
    }
}

package org.refers.viewer.chart;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CurveBlocksTest {

    private static Curve random(long seed, int size) {
        Random random = new Random(seed);
        Curve curve = new Curve();
        for (int i = 0; i < size; i++) {
            curve.add(i, random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian());
        }
        return curve;
    }

    /** Against a plain search, after points were taken back too. */
    @Property(tries = 200)
    void extremesOfAnyStretchAreThoseOfAPlainSearch(@ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int size,
            @ForAll @IntRange(max = 699) int one, @ForAll @IntRange(max = 699) int other,
            @ForAll @IntRange(max = 699) int resumed) {
        Curve curve = random(seed, size);
        curve.add(Math.min(resumed, size), -9);
        int start = Math.min(one, other) % curve.size();
        int end = Math.max(start + 1, Math.min(curve.size(), Math.max(one, other)));
        double least = Double.NaN;
        double greatest = Double.NaN;
        for (int i = start; i < end; i++) {
            double value = curve.value(i);
            least = Double.isNaN(least) || value < least ? value : least;
            greatest = Double.isNaN(greatest) || value > greatest ? value : greatest;
        }
        assertEquals(least, curve.value(curve.least(start, end)));
        assertEquals(greatest, curve.value(curve.greatest(start, end)));
    }

    /** A column that begins with a value that is no number once hid all spikes behind it. */
    @Test
    void aSpikeBehindAValueThatIsNoNumberIsDrawn() {
        Curve curve = new Curve();
        for (int i = 0; i < 10_000; i++) {
            curve.add(i, i % 100 == 0 ? Double.NaN : i == 5_050 ? 77 : 1);
        }
        int[] kept = CurveThinner.indices(curve, new AxisScale(0, 10_000, false), 100);

        assertTrue(Arrays.stream(kept).anyMatch(index -> index == 5_050), Arrays.toString(kept));
    }

    @Test
    void aZoomedAxisKeepsItsPointsAndOneOnEachSide() {
        Curve curve = random(4, 1000);

        assertArrayEquals(new int[]{499, 500, 501, 502, 503, 504, 505},
                CurveThinner.indices(curve, new AxisScale(500, 504, false), 400));
    }

    @Property(tries = 50)
    void keptIndicesRiseAndAreFew(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4000) int size,
            @ForAll @IntRange(min = 1, max = 300) int width) {
        int[] kept = CurveThinner.indices(random(seed, size), new AxisScale(size * 0.2, size * 0.7, false), width);

        assertTrue(kept.length <= 4 * (width + 2), "kept " + kept.length);
        for (int i = 1; i < kept.length; i++) {
            assertTrue(kept[i] > kept[i - 1], Arrays.toString(kept));
        }
    }
}

package org.refers.viewer.chart;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AxisScaleTest {

    @Property(tries = 100)
    void ticksLieInsideAndAreNeitherFewNorMany(@ForAll @DoubleRange(min = -6, max = 6) double power,
            @ForAll @DoubleRange(min = 1.01, max = 1e5) double ratio) {
        double low = Math.pow(10, power);
        for (boolean logarithmic : new boolean[]{false, true}) {
            AxisScale axis = new AxisScale(low, low * ratio, logarithmic);
            List<Double> ticks = axis.ticks(6);
            assertTrue(ticks.size() >= 2 && ticks.size() <= 20, axis + " has " + ticks);
            for (double tick : ticks) {
                assertTrue(axis.share(tick) > -1e-6 && axis.share(tick) < 1 + 1e-6, axis + " has " + tick);
            }
        }
    }

    @Test
    void equalRatiosAreEqualDistancesOnALogAxis() {
        AxisScale axis = new AxisScale(1, 100, true);

        assertEquals(0.5, axis.share(10), 1e-12);
        assertEquals(10, axis.value(0.5), 1e-12);
    }

    @Test
    void aConstantGetsAnAxisAboutIt() {
        AxisScale axis = AxisScale.around(3, 3, false);

        assertEquals(0.5, axis.share(3), 1e-9);
        assertEquals(0, AxisScale.around(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, false).low());
        assertThrows(IllegalArgumentException.class, () -> new AxisScale(0, 1, true));
    }

    @Test
    void numbersAreShort() {
        assertEquals("0", AxisScale.text(0));
        assertEquals("1.5M", AxisScale.text(1_500_000));
        assertEquals("20k", AxisScale.text(20_000));
        assertEquals("1200", AxisScale.text(1200));
        assertEquals("0.25", AxisScale.text(0.25));
        assertEquals("3e-5", AxisScale.text(0.00003));
        assertEquals("-2.5", AxisScale.text(-2.5));
    }

    @Test
    void ticksOfALogAxisAreRoundWithinDecades() {
        assertEquals(List.of(0.5, 1.0, 2.0, 5.0, 10.0, 20.0), rounded(new AxisScale(0.4, 30, true).ticks(4)));
        assertEquals(List.of(0.01, 1.0), rounded(new AxisScale(0.0005, 20, true).ticks(4)));
    }

    private static List<Double> rounded(List<Double> ticks) {
        return ticks.stream().map(tick -> Math.round(tick * 1e6) / 1e6).toList();
    }

    @Test
    void ticksDeepWithinALongRunAreToldApart() {
        assertEquals(List.of("1000000", "1000010"), AxisScale.labels(List.of(1_000_000.0, 1_000_010.0)));
        assertEquals(List.of("1M", "2M"), AxisScale.labels(List.of(1e6, 2e6)));
        assertEquals(List.of("0.9", "1.0", "1.1"), AxisScale.labels(List.of(0.9, 1.0, 1.1)));
        assertEquals(List.of("10", "20", "30"), AxisScale.labels(List.of(10.0, 20.0, 30.0)));
        assertEquals(List.of("0.1", "1", "10"), AxisScale.labels(List.of(0.1, 1.0, 10.0)), "powers");
    }
}

package org.refers.training.bench;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrendTest {

    @Test
    void aStraightLineRisesByItsEndsOverItsMiddle() {
        double[] line = IntStream.range(0, 11).mapToDouble(i -> 100 + i).toArray();
        assertEquals(10 / 105.0, Trend.share(line), 1e-12);
        assertEquals(0, Trend.share(new double[]{7, 7, 7, 7}));
        assertEquals(0, Trend.share(new double[]{7}));
    }

    @Test
    void outliersDoNotTurnIt() {
        double[] line = IntStream.range(0, 80).mapToDouble(i -> 100 + 0.05 * i).toArray();
        line[70] = 900;
        line[75] = 1200;
        line[79] = 4000;
        assertEquals(0.05 * 79 / 102, Trend.share(line), 0.004);
    }

    @Test
    void noiseIsNoDrift() {
        Random random = new Random(5);
        double[] noise = IntStream.range(0, 80).mapToDouble(i -> 20 + random.nextGaussian()).toArray();
        assertTrue(Math.abs(Trend.share(noise)) < 0.03, () -> "drift " + Trend.share(noise));
    }
}

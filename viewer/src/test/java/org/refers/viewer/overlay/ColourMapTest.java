package org.refers.viewer.overlay;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ColourMapTest {

    private static final LabColour[] ANCHORS = {new LabColour(18, 10, -34), new LabColour(53, 0, 0),
        new LabColour(88, -6, 70)};

    private static double linear(int level) {
        double value = (level & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void greysOfCieAreGreysOfTheScreen() {
        assertEquals(0x000000, new LabColour(0, 0, 0).rgb());
        assertEquals(0xffffff, new LabColour(100, 0, 0).rgb());
        assertEquals(0x777777, new LabColour(50.03, 0, 0).rgb(), "L* 50 is the printers' middle grey, 119 of 255");
    }

    @Test
    void equalStepsOfTheValueAreEqualDistancesOfTheColour() {
        LabColour before = LabColour.along(0, ANCHORS);
        double step = before.distance(LabColour.along(0.01, ANCHORS));
        for (int i = 1; i <= 100; i++) {
            LabColour now = LabColour.along(i / 100.0, ANCHORS);
            if (i != 39) {
                // At the bend of the path, between 0.38 and 0.39, the chord is a little shorter than the way.
                assertEquals(step, before.distance(now), 1e-9, "at " + i);
            }
            before = now;
        }
    }

    @Test
    void noColourOfThePathIsBeyondTheScreen() {
        for (int i = 0; i <= 255; i++) {
            for (double channel : LabColour.along(i / 255.0, ANCHORS).linear()) {
                assertTrue(channel >= 0 && channel <= 1, i + ": " + channel);
            }
        }
    }

    /**
     * What a dichromat who lacks the cones for red or for green sees (Vienot, Brettel and Mollon 1999): luminance must
     * still grow with every step of a hundredth, and blue must stay apart from yellow.
     */
    @Test
    void itGrowsLighterAlsoForReadersWithoutRedOrGreenCones() {
        double[][] seen = {{0.11238, 0.88762, 0}, {0.29275, 0.70725, 0}};
        for (double[] redGreen : seen) {
            double[] shares = IntStream.rangeClosed(0, 100).mapToDouble(i -> {
                int rgb = ColourMap.BLUE_TO_YELLOW.rgb(i / 100.0);
                double yellow = redGreen[0] * linear(rgb >> 16) + redGreen[1] * linear(rgb >> 8);
                return 0.93 * yellow + 0.07 * linear(rgb);
            }).toArray();
            for (int i = 1; i <= 100; i++) {
                assertTrue(shares[i] > shares[i - 1], "at " + i);
            }
        }
        assertTrue(blueness(0) > 0.4 && blueness(1) < -0.4);
    }

    private static double blueness(double value) {
        int rgb = ColourMap.BLUE_TO_YELLOW.rgb(value);
        return ((rgb & 0xff) - (rgb >> 8 & 0xff)) / 255.0 / Math.max((rgb & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0);
    }

    @Test
    void fuchsiaFadesAndTheOtherCoversEvenly() {
        assertEquals(0xff00ff, ColourMap.FUCHSIA.rgb(0.2));
        assertEquals(0.1, ColourMap.FUCHSIA.alpha(0.2, 0.5), 1e-12);
        assertEquals(0.5, ColourMap.BLUE_TO_YELLOW.alpha(0.2, 0.5), 1e-12);
        assertEquals(0x80 << 24, ColourMap.BLUE_TO_YELLOW.premultiplied(0, 0.5) & 0xff000000);
    }
}

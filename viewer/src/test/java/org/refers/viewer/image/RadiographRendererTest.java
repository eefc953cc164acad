package org.refers.viewer.image;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;
import org.refers.model.study.WindowLevel.Function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RadiographRendererTest {

    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;

    private final RadiographRenderer renderer = new RadiographRenderer();

    private int[] render(Radiograph radiograph, Display display, Viewport viewport, int width, int height) {
        int[] frame = new int[width * height];
        renderer.render(radiograph, display, viewport, width, height, frame);
        return frame;
    }

    private static int grey(int argb) {
        return argb & 0xff;
    }

    @Test
    void eightBitsThroughTheFullWindowComeOutUnchanged() {
        short[] stored = new short[256];
        for (int i = 0; i < 256; i++) {
            stored[i] = (short) i;
        }
        Radiograph all = Radiograph.ofEightBits(16, 16, stored, org.refers.model.study.ViewPosition.PA);

        int[] frame = render(all, new Display(WindowLevel.linear(128, 256), false), new Viewport(1, 0, 0), 16, 16);

        for (int i = 0; i < 256; i++) {
            assertEquals(BLACK | i << 16 | i << 8 | i, frame[i]);
        }
    }

    @Test
    void theDefaultWindowOfAnEightBitPictureChangesNothing() {
        short[] stored = {0, 1, 77, 128, 254, 255};
        Radiograph six = Radiograph.ofEightBits(1, 6, stored, org.refers.model.study.ViewPosition.PA);

        int[] frame = render(six, new Display(Windows.offered(six).getFirst(), false), new Viewport(1, 0, 0), 6, 1);

        for (int i = 0; i < 6; i++) {
            assertEquals(stored[i], grey(frame[i]));
        }
    }

    @Test
    void zoomedOutAPixelIsTheMeanOfWhatItCovers() {
        short[] stored = {0, 4000, 100, 300, 4000, 0, 300, 100};
        Radiograph radiograph = Radiographs.of(2, 4, stored, false, false, OptionalInt.empty());
        WindowLevel window = new WindowLevel(2000, 4000, Function.LINEAR_EXACT);

        int[] frame = render(radiograph, new Display(window, false), new Viewport(0.5, 0, 0), 2, 1);

        assertEquals(Math.round(2000 / 4000.0 * 255), grey(frame[0]));
        assertEquals(Math.round(200 / 4000.0 * 255), grey(frame[1]));
    }

    /** Every pixel is covered once when the scale divides evenly, so the frame's mean is the radiograph's. */
    @Test
    void averagingKeepsTheMean() {
        Random random = new Random(7);
        short[] stored = new short[120 * 90];
        double sum = 0;
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) random.nextInt(-30_000, 30_000);
            sum += stored[i];
        }
        Radiograph radiograph = Radiographs.of(90, 120, stored, true, false, OptionalInt.empty());
        int[] values = new int[40 * 30];
        new Resampler().resample(radiograph, new Viewport(1 / 3.0, 0, 0), 40, 30, values);

        double resampled = 0;
        for (int value : values) {
            resampled += (short) value;
        }
        assertEquals(sum / stored.length, resampled / values.length, 0.5);
    }

    @Test
    void nothingIsDrawnOutsideTheRadiograph() {
        Radiograph bright = Radiographs.of(2, 2, new short[]{4095, 4095, 4095, 4095}, false, false,
                OptionalInt.empty());
        Display display = new Display(WindowLevel.linear(2048, 4096), false);
        for (double scale : new double[]{0.5, 1, 2, 9}) {
            int[] frame = render(bright, display, new Viewport(scale, 10, 10), 40, 40);
            assertEquals(BLACK, frame[0], "scale " + scale);
            assertEquals(WHITE, frame[10 * 40 + 10], "scale " + scale);
            assertEquals(BLACK, frame[39 * 40 + 39], "scale " + scale);
        }
    }

    @Test
    void monochromeOneAndTheUsersInversionCancel() {
        Radiograph one = Radiographs.of(1, 2, new short[]{0, 4095}, false, true, OptionalInt.empty());
        Display plain = new Display(WindowLevel.linear(2048, 4096), false);

        assertArrayEquals(new int[]{WHITE, BLACK}, render(one, plain, new Viewport(1, 0, 0), 2, 1));
        assertArrayEquals(new int[]{BLACK, WHITE}, render(one, plain.turned(), new Viewport(1, 0, 0), 2, 1));
    }

    @Test
    void paddingIsBlackInEitherSenseAndStaysOutOfMeans() {
        short[] stored = {4000, 4000, 4000, -2000, -2000, -2000, -2000, -2000};
        Radiograph padded = Radiographs.of(2, 4, stored, true, true, OptionalInt.of(-2000));
        Display display = new Display(new WindowLevel(2000, 4000, Function.LINEAR_EXACT), true);

        int[] full = render(padded, display, new Viewport(1, 0, 0), 4, 2);
        assertEquals(WHITE, full[0]);
        assertEquals(BLACK, full[3]);
        assertEquals(BLACK, render(padded, display.turned(), new Viewport(1, 0, 0), 4, 2)[3]);

        short[] edge = {4000, 4000, 4000, -2000};
        Radiograph corner = Radiographs.of(2, 2, edge, true, true, OptionalInt.of(-2000));
        assertEquals(WHITE, render(corner, display, new Viewport(0.5, 0, 0), 1, 1)[0]);
    }

    @Test
    void unsignedValuesAboveShortsRangeStayBright() {
        Radiograph wide = new Radiograph(1, 2, new short[]{(short) 60_000, 10}, false, 16, 1, 0, false,
                java.util.List.of(), OptionalInt.empty(), java.util.Optional.empty(),
                org.refers.model.study.ViewPosition.PA);
        Display display = new Display(new WindowLevel(32_768, 65_536, Function.LINEAR_EXACT), false);

        int[] frame = render(wide, display, new Viewport(1, 0, 0), 2, 1);

        assertEquals(Math.round(60_000 / 65_536.0 * 255), grey(frame[0]));
        assertEquals(0, grey(frame[1]));
    }

    @Test
    void betweenPixelsValuesRiseSteadily() {
        Radiograph ramp = Radiographs.ramp(20, 40);
        int[] values = new int[160 * 80];
        new Resampler().resample(ramp, new Viewport(4, 0, 0), 160, 80, values);
        for (int x = 1; x < 160; x++) {
            assertTrue(values[40 * 160 + x] >= values[40 * 160 + x - 1]);
        }
        // The middle of pixel 3 lies at 4 * 3.5 = 14, between target pixels 13 and 14: value 30 within half a step.
        assertEquals(30 + 9.625, values[40 * 160 + 14], 2);
    }

    /** The kept table and kept values must be noticed as stale whatever changes. */
    @Test
    void aFrameDoesNotDependOnTheFramesBefore() {
        Radiograph ramp = Radiographs.ramp(50, 60);
        Radiograph other = Radiographs.of(50, 60, new short[3000], false, false, OptionalInt.empty());
        Display first = new Display(WindowLevel.linear(300, 600), false);
        Display second = new Display(WindowLevel.linear(100, 90), true);
        Viewport near = new Viewport(3, -20, -10);
        Viewport far = new Viewport(0.4, 3, 2);
        for (Radiograph radiograph : new Radiograph[]{ramp, other, ramp}) {
            for (Display display : new Display[]{first, second}) {
                for (Viewport viewport : new Viewport[]{near, far}) {
                    int[] fresh = new int[70 * 60];
                    new RadiographRenderer().render(radiograph, display, viewport, 70, 60, fresh);
                    assertArrayEquals(fresh, render(radiograph, display, viewport, 70, 60));
                }
            }
        }
        assertNotEquals(0, render(ramp, first, near, 70, 60)[0]);
    }

    /** Averaged, interpolated and single squares, with and without padding: a pan must leave no seam. */
    @Test
    void aPanShowsTheSameAsAFreshFrame() {
        Random random = new Random(11);
        short[] stored = new short[150 * 130];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) random.nextInt(4000);
        }
        Display display = new Display(WindowLevel.linear(2000, 4000), false);
        for (OptionalInt padding : new OptionalInt[]{OptionalInt.empty(), OptionalInt.of(7)}) {
            Radiograph radiograph = Radiographs.of(130, 150, stored, false, false, padding);
            for (double scale : new double[]{0.37, 1, 1.7, 9}) {
                Viewport viewport = new Viewport(scale, 3, -5);
                render(radiograph, display, viewport, 80, 60);
                for (int move = 0; move < 25; move++) {
                    viewport = viewport.moved(random.nextInt(-45, 46), random.nextInt(-33, 34));
                    int[] fresh = new int[80 * 60];
                    new RadiographRenderer().render(radiograph, display, viewport, 80, 60, fresh);
                    assertArrayEquals(fresh, render(radiograph, display, viewport, 80, 60),
                            "scale " + scale + " after " + move + " moves");
                }
            }
        }
    }
}

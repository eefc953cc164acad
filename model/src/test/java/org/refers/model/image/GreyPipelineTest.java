package org.refers.model.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.refers.model.study.FrameNumber;
import org.refers.model.study.Overlays;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.VoiLut;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GreyPipelineTest {

    @Test
    void linearWindowIsTheStandardsFormula() {
        // PS3.3, C.11.2.1.2.1: ((x - (c - 0.5)) / (w - 1) + 0.5) * (ymax - ymin) + ymin
        GreyPipeline pipeline = GreyPipeline.of(twelveBits(false), WindowLevel.linear(2048, 4096));
        assertEquals(0, pipeline.grey((short) 0));
        assertEquals(1, pipeline.grey((short) 4095));
        assertEquals(1000 / 4095.0, pipeline.grey((short) 1000), 1e-6);
    }

    @Test
    void windowOfWidthOneIsAStep() {
        GreyPipeline pipeline = GreyPipeline.of(twelveBits(false), WindowLevel.linear(100, 1));
        assertEquals(0, pipeline.grey((short) 99));
        assertEquals(1, pipeline.grey((short) 100));
    }

    @Test
    void exactAndSigmoidWindowsAreTheStandardsFormulas() {
        WindowLevel exact = new WindowLevel(1000, 500, WindowLevel.Function.LINEAR_EXACT);
        assertEquals((1100 - 1000) / 500.0 + 0.5, GreyPipeline.of(twelveBits(false), exact).grey((short) 1100), 1e-6);
        WindowLevel sigmoid = new WindowLevel(1000, 500, WindowLevel.Function.SIGMOID);
        assertEquals(1 / (1 + Math.exp(-4 * 100 / 500.0)),
                GreyPipeline.of(twelveBits(false), sigmoid).grey((short) 1100), 1e-6);
    }

    @Test
    void invertedRadiographShowsLowValuesWhite() {
        GreyPipeline pipeline = GreyPipeline.of(twelveBits(true), WindowLevel.linear(2048, 4096));
        assertEquals(1, pipeline.grey((short) 0));
        assertEquals(0, pipeline.grey((short) 4095));
        GreyPipeline twice = GreyPipeline.inverted(twelveBits(true), WindowLevel.linear(2048, 4096));
        assertEquals(0, twice.grey((short) 0));
    }

    @Test
    void signedValuesAndRescaleAreUsed() {
        Radiograph radiograph = new Radiograph(1, 3, new short[]{-1000, 0, 1000}, true, 16, 2, 100, false, List.of(),
                OptionalInt.empty(), Optional.empty(), ViewPosition.PA);
        GreyPipeline pipeline = GreyPipeline.of(radiograph,
                new WindowLevel(100, 4000, WindowLevel.Function.LINEAR_EXACT));
        assertArrayEquals(new float[]{0, 0.5f, 1}, pipeline.toFloats(radiograph), 1e-6f);
    }

    @Test
    void paddingIsBlackHoweverThePictureIsShown() {
        Radiograph radiograph = new Radiograph(1, 2, new short[]{0, 4095}, false, 12, 1, 0, true,
                List.of(WindowLevel.linear(2048, 4096)), OptionalInt.of(0), Optional.empty(), ViewPosition.PA);
        assertEquals(0, GreyPipeline.of(radiograph).grey((short) 0));
        assertEquals(0, GreyPipeline.inverted(radiograph, WindowLevel.linear(2048, 4096)).grey((short) 0));
    }

    @Test
    void displayCurveComesBeforeWindows() {
        VoiLut curve = new VoiLut(10, 8, new short[]{0, 51, 255}, "");
        Radiograph radiograph = new Radiograph(1, 1, new short[]{0}, false, 12, 1, 0, false,
                List.of(WindowLevel.linear(2048, 4096)), OptionalInt.empty(), Optional.empty(), ViewPosition.PA,
                List.of(curve), Overlays.NONE, FrameNumber.ONLY, Optional.empty(), Optional.empty());
        GreyPipeline pipeline = GreyPipeline.of(radiograph);
        assertEquals(0, pipeline.grey((short) 3));
        assertEquals(0.2f, pipeline.grey((short) 11), 1e-6f);
        assertEquals(1, pipeline.grey((short) 4000));
    }

    @Test
    void eightBitPictureWithoutWindowIsUnchanged() {
        short[] all = new short[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (short) i;
        }
        Radiograph radiograph = Radiograph.ofEightBits(16, 16, all, ViewPosition.PA);
        byte[] shown = GreyPipeline.of(radiograph).toBytes(radiograph);
        int[] table = GreyPipeline.of(radiograph).argbTable();
        for (int i = 0; i < 256; i++) {
            assertEquals(i, shown[i] & 0xff);
            assertEquals(0xff000000 | i << 16 | i << 8 | i, table[i]);
        }
    }

    @Test
    void deepPictureWithoutWindowIsShownBetweenPercentiles() {
        short[] values = new short[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (i + 3000);
        }
        values[0] = 0;
        Radiograph radiograph = new Radiograph(1, 1001, values, false, 16, 1, 0, false, List.of(), OptionalInt.empty(),
                Optional.empty(), ViewPosition.PA);
        WindowLevel window = GreyPipeline.defaultWindow(radiograph);
        assertEquals(3500, window.center());
        assertEquals(980, window.width());
    }

    @Test
    void flatPictureHasAWindowToo() {
        Radiograph flat = new Radiograph(1, 4, new short[]{7, 7, 7, 7}, false, 12, 1, 0, false, List.of(),
                OptionalInt.of(7), Optional.empty(), ViewPosition.PA);
        assertEquals(7, GreyPipeline.defaultWindow(flat).center());
    }

    @Property(tries = 50)
    void windowsNeverTurnOrderRound(@ForAll @DoubleRange(min = -500, max = 5000) double center,
            @ForAll @DoubleRange(min = 1, max = 6000) double width, @ForAll WindowLevel.Function function) {
        GreyPipeline pipeline = GreyPipeline.of(twelveBits(false), new WindowLevel(center, width, function));
        for (int value = 1; value < 4096; value++) {
            assertTrue(pipeline.grey((short) value) >= pipeline.grey((short) (value - 1)));
        }
    }

    private static Radiograph twelveBits(boolean inverted) {
        return new Radiograph(1, 1, new short[]{0}, false, 12, 1, 0, inverted, List.of(), OptionalInt.empty(),
                Optional.empty(), ViewPosition.PA);
    }
}

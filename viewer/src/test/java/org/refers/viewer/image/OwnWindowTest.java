package org.refers.viewer.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.model.study.WindowLevel.Function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OwnWindowTest {

    private static final int ROWS = 100;

    /** A picture whose values go evenly from 0 to 999, by another detector's gain and offset. */
    private static Radiograph detector(double slope, double intercept, boolean inverted) {
        short[] stored = new short[ROWS * 100];
        for (int i = 0; i < stored.length; i++) {
            int ramp = i / 10;
            stored[i] = (short) (inverted ? 999 - ramp : ramp);
        }
        return new Radiograph(ROWS, 100, stored, false, 12, slope, intercept, inverted, List.of(),
                OptionalInt.empty(), Optional.empty(), ViewPosition.PA);
    }

    private static double grey(Radiograph radiograph, WindowLevel window, int pixel) {
        double grey = window.toGrey(radiograph.valueAt(pixel));
        return radiograph.inverted() ? 1 - grey : grey;
    }

    @Test
    void oneWindowGivesTheSameGreysOnAnyDetector() {
        Radiograph here = detector(1, 0, false);
        OwnWindow lung = OwnWindow.of("Lung", new WindowLevel(300, 400, Function.LINEAR_EXACT), GreyRange.of(here));

        for (Radiograph there : List.of(detector(4, -1000, false), detector(1, 0, true), detector(0.25, 7, true))) {
            for (int pixel = 0; pixel < ROWS * 100; pixel += 97) {
                // Quantiles are whole values, counted from the low end: one value of the window's 400 either way.
                assertEquals(grey(here, lung.over(GreyRange.of(here)), pixel),
                        grey(there, lung.over(GreyRange.of(there)), pixel), 1 / 400.0 + 1e-9,
                        there.slope() + " " + there.inverted() + " " + pixel);
            }
        }
    }

    @Property(tries = 200)
    void onItsOwnRadiographItIsTheWindowThatWasKept(@ForAll @DoubleRange(min = -5000, max = 5000) double center,
            @ForAll @DoubleRange(min = 0.5, max = 9000) double width, @ForAll boolean inverted,
            @ForAll boolean sigmoid) {
        Radiograph radiograph = detector(2, -30, inverted);
        Function function = sigmoid ? Function.SIGMOID : Function.LINEAR_EXACT;
        GreyRange range = GreyRange.of(radiograph);
        WindowLevel back = OwnWindow.of("Own", new WindowLevel(center, width, function), range).over(range);

        assertEquals(center, back.center(), 1e-6);
        assertEquals(width, back.width(), 1e-6);
        assertEquals(function, back.function());
        assertEquals("Own", back.explanation());
    }

    @Test
    void dicomsLinearBecomesTheExactOneSinceSharesHaveNoUnit() {
        GreyRange range = GreyRange.of(detector(1, 0, false));
        assertEquals(Function.LINEAR_EXACT, OwnWindow.of("Own", WindowLevel.linear(300, 400), range).function());
        assertThrows(IllegalArgumentException.class, () -> new OwnWindow("Own", 0.5, 1, Function.LINEAR));
    }

    @Test
    void whatHasNoNameOrNoWidthIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new OwnWindow("  ", 0.5, 1, Function.SIGMOID));
        assertThrows(IllegalArgumentException.class, () -> new OwnWindow("Own", 0.5, 0, Function.SIGMOID));
        assertThrows(IllegalArgumentException.class, () -> new OwnWindow("Own", Double.NaN, 1, Function.SIGMOID));
    }
}

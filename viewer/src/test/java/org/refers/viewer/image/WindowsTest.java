package org.refers.viewer.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.model.study.WindowLevel.Function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WindowsTest {

    private static Radiograph withoutWindows(short[] stored, boolean signed, double slope) {
        return new Radiograph(1, stored.length, stored, signed, 16, slope, 0, false, List.of(), OptionalInt.empty(),
                Optional.empty(), ViewPosition.PA);
    }

    @Test
    void theFilesFirstWindowIsTheDefault() {
        Radiograph ramp = Radiographs.ramp(4, 4);

        assertEquals(ramp.windows().getFirst(), Windows.offered(ramp).getFirst());
        assertEquals(3, Windows.offered(ramp).size());
    }

    @Test
    void outliersDoNotWidenTheHistogramsWindow() {
        short[] stored = new short[1000];
        for (int i = 0; i < 1000; i++) {
            stored[i] = (short) (1000 + i % 100);
        }
        stored[5] = 32_000;
        stored[6] = -32_000;
        WindowLevel window = Windows.fromHistogram(withoutWindows(stored, true, 1));

        assertEquals(1049.5, window.center(), 1);
        assertEquals(99, window.width(), 2);
    }

    @Test
    void aFallingModalityTransformStillGivesAPositiveWidth() {
        short[] stored = {10, 20, 30, 40};
        WindowLevel window = Windows.fromHistogram(withoutWindows(stored, false, -2));

        assertTrue(window.width() > 0);
        assertEquals(-50, window.center(), 10);
    }

    @Test
    void aFlatPictureGetsAWindowToo() {
        WindowLevel window = Windows.fromHistogram(withoutWindows(new short[]{7, 7, 7}, false, 1));

        assertEquals(7, window.center());
        assertEquals(1, window.width());
    }

    @Test
    void draggingRightWidensAndDownDarkens() {
        WindowLevel before = new WindowLevel(1000, 400, Function.LINEAR_EXACT);
        WindowLevel after = Windows.dragged(before, 700, 10, 20);

        assertEquals(410, after.width(), 1e-9);
        assertEquals(1020, after.center(), 1e-9);
        assertTrue(after.toGrey(1000) < before.toGrey(1000));
    }

    @Test
    void aWindowNeverCloses() {
        WindowLevel narrow = Windows.dragged(new WindowLevel(5, 2, Function.LINEAR), 4000, -10_000, 0);

        assertEquals(8, narrow.width(), 1e-9);
        assertEquals(1, Windows.dragged(narrow, 10, -10_000, 0).width(), 1e-9);
    }
}

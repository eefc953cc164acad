package org.refers.model.explain;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.Box;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.MapSurface;
import org.refers.model.finding.ReaderBox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OverlayPainterTest {

    private final MapSurface surface = new ActivationMap("mass", MapKind.CAM, 2, new float[]{0, 1, 0, 1},
            InputGeometry.fullField(8, 8, 8), 8, 8).surface();
    private final byte[] grey = new byte[64];

    private static int[] pixel(byte[] rgb, int row, int column) {
        int at = 3 * (row * 8 + column);
        return new int[]{rgb[at] & 0xff, rgb[at + 1] & 0xff, rgb[at + 2] & 0xff};
    }

    /** Grey 100 under fuchsia at 0.6: 0.4 * 100 + 0.6 * 255 = 193 in red and blue, 40 in green; untouched where A is 0. */
    @Test
    void theMapIsFuchsiaByItsHeight() {
        Arrays.fill(grey, (byte) 100);
        byte[] rgb = OverlayPainter.paint(grey, surface, List.of(), List.of());

        assertArrayEquals(new int[]{100, 100, 100}, pixel(rgb, 3, 0));
        assertArrayEquals(new int[]{193, 40, 193}, pixel(rgb, 3, 7));
    }

    @Test
    void readersAreRedAndOursIsGreenOnTop() {
        byte[] rgb = OverlayPainter.paint(grey, surface, List.of(new ReaderBox("R1", "mass", new Box(-3, 1, 6, 4))),
                List.of(new LesionBox("mass", new Box(2, 1, 3, 3), 1)));

        assertArrayEquals(new int[]{255, 0, 0}, pixel(rgb, 1, 0));
        assertArrayEquals(new int[]{0, 255, 0}, pixel(rgb, 1, 2));
        assertArrayEquals(new int[]{0, 255, 0}, pixel(rgb, 3, 4));
        assertArrayEquals(new int[]{0, 0, 0}, pixel(rgb, 2, 1));
        assertArrayEquals(new int[]{0, 0, 0}, pixel(rgb, 7, 0));
    }

    @Test
    void anotherSizeIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> OverlayPainter.paint(new byte[63], surface, List.of(), List.of()));
        assertEquals(64, grey.length);
    }
}

package org.refers.viewer.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.refers.model.study.FrameNumber;
import org.refers.model.study.OverlayPlane;
import org.refers.model.study.Overlays;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.VoiLut;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GraphicsLayerTest {

    /** A line of one pixel in row 3 of 8 x 8, columns 2 to 5. */
    private static Overlays line() {
        return new Overlays(List.of(new OverlayPlane(1, 4, 3, 2, OverlayPlane.Kind.GRAPHICS, "", new byte[]{0b1111})),
                List.of());
    }

    private static int marked(int[] frame) {
        int count = 0;
        for (int pixel : frame) {
            count += pixel == 0 ? 0 : 1;
        }
        return count;
    }

    @Test
    void planesFollowZoomAndPan() {
        int[] frame = new int[64];
        GraphicsLayer.paint(line(), new Viewport(1, 0, 0), 8, 8, frame);
        assertEquals(4, marked(frame));
        assertTrue(frame[3 * 8 + 2] != 0 && frame[3 * 8 + 5] != 0);
        int[] twice = new int[256];
        GraphicsLayer.paint(line(), new Viewport(2, 0, 0), 16, 16, twice);
        assertEquals(16, marked(twice));
        GraphicsLayer.paint(line(), new Viewport(1, 0, -3), 8, 8, frame);
        assertTrue(frame[2] != 0);
        assertEquals(4, marked(frame));
    }

    @Test
    void thinLinesStayWholeInASmallPicture() {
        int[] frame = new int[4];
        GraphicsLayer.paint(line(), new Viewport(0.25, 0, 0), 2, 2, frame);
        assertEquals(2, marked(frame));
    }

    /** What the screen shows first is what a network is given: the file's curve before its windows. */
    @Test
    void theFilesCurveIsShownFirst() {
        VoiLut curve = new VoiLut(10, 8, new short[]{0, 255, 51}, "BONE");
        Radiograph radiograph = new Radiograph(1, 3, new short[]{10, 11, 12}, false, 12, 1, 0, false,
                List.of(WindowLevel.linear(2048, 4096)), OptionalInt.empty(), Optional.empty(), ViewPosition.PA,
                List.of(curve), Overlays.NONE, FrameNumber.ONLY, Optional.empty(), Optional.empty());
        List<Display> displays = Windows.displays(radiograph);
        assertEquals("BONE", displays.getFirst().explanation());
        int[] table = new int[GreyTable.OUTSIDE + 1];
        GreyTable.fill(table, radiograph, displays.getFirst());
        assertEquals(0xff000000, table[10]);
        assertEquals(0xffffffff, table[11]);
        assertEquals(0xff333333, table[12]);
        assertEquals(WindowLevel.linear(2048, 4096), displays.get(1).window());
        assertTrue(displays.getFirst().with(WindowLevel.linear(3, 4)).curve().isEmpty());
    }
}

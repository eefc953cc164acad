package org.refers.viewer.overlay;

import org.junit.jupiter.api.Test;
import org.refers.model.finding.Box;
import org.refers.viewer.image.Viewport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MapPainterTest {

    private final MapPainter painter = new MapPainter();

    private int[] paint(MapGrid map, double opacity, Viewport viewport, int width, int height) {
        int[] frame = new int[width * height];
        painter.paint(map, new MapLook(ColourMap.FUCHSIA, opacity), viewport, width, height, frame);
        return frame;
    }

    private static int alpha(int argb) {
        return argb >>> 24;
    }

    @Test
    void theHighestValueIsFuchsiaAtTheGivenOpacity() {
        MapGrid map = new MapGrid(1, 1, new float[]{1}, new Box(0, 0, 4, 4));

        assertEquals(0xffff00ff, paint(map, 1, new Viewport(1, 0, 0), 4, 4)[5]);
        assertEquals(0x80800080, paint(map, 0.5, new Viewport(1, 0, 0), 4, 4)[5]);
        assertEquals(0, paint(map, 0, new Viewport(1, 0, 0), 4, 4)[5]);
    }

    /** Two cells of 4 pixels: middles at 2 and 6, so pixel 3 (middle 3.5) has 0.375 of the way. */
    @Test
    void valuesRunStraightBetweenTheMiddlesOfCellsAndFlatBeyond() {
        MapGrid map = new MapGrid(1, 2, new float[]{0, 1}, new Box(0, 0, 8, 2));
        int[] frame = paint(map, 1, new Viewport(1, 0, 0), 8, 2);

        assertEquals(0, alpha(frame[0]));
        assertEquals(0, alpha(frame[1]));
        assertEquals(255 * 0.375, alpha(frame[3]), 1);
        assertEquals(255 * 0.625, alpha(frame[4]), 1);
        assertEquals(255, alpha(frame[7]));
    }

    @Test
    void theMapStaysOnItsAreaAtAnyZoom() {
        MapGrid map = new MapGrid(2, 2, new float[]{1, 1, 1, 1}, new Box(10, 20, 30, 40));
        for (double scale : new double[]{0.5, 1, 3}) {
            Viewport viewport = new Viewport(scale, 5, 7);
            int[] frame = paint(map, 1, viewport, 200, 220);
            for (int y = 0; y < 220; y++) {
                for (int x = 0; x < 200; x++) {
                    boolean inside = map.area().contains(viewport.imageX(x + 0.5), viewport.imageY(y + 0.5));
                    assertEquals(inside ? 255 : 0, alpha(frame[y * 200 + x]), x + ", " + y + " at " + scale);
                }
            }
        }
    }

    @Test
    void highestCellIsWhereTheGridSaysIt() {
        float[] values = new float[12];
        values[1 * 4 + 2] = 1;
        int[] frame = paint(new MapGrid(3, 4, values, new Box(0, 0, 400, 300)), 1, new Viewport(1, 0, 0), 400, 300);
        int best = 0;
        for (int i = 0; i < frame.length; i++) {
            best = alpha(frame[i]) > alpha(frame[best]) ? i : best;
        }
        assertTrue(Math.abs(best % 400 - 250) <= 1 && Math.abs(best / 400 - 150) <= 1, best % 400 + ", " + best / 400);
    }
}

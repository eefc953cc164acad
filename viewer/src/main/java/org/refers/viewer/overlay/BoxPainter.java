package org.refers.viewer.overlay;

import org.refers.model.finding.Box;
import org.refers.viewer.image.Viewport;

/**
 * Paints frames of boxes into pixels, red for readers and green for the model; every second reader's is dashed.
 *
 * @param width frame's width
 * @param height frame's height
 * @param viewport where the radiograph lies, in pixels of the frame
 * @param stroke thickness in pixels, inside the box
 */
record BoxPainter(int width, int height, Viewport viewport, int stroke) {

    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;
    /** Dashes as long as four strokes are told from solid lines at any size. */
    private static final int STROKES_A_DASH = 4;

    /** Paints one box; what reaches over the frame's edge is left out. */
    void paint(OverlayBox drawn, int[] frame) {
        Box box = drawn.box();
        int left = (int) Math.round(viewport.screenX(box.x()));
        int top = (int) Math.round(viewport.screenY(box.y()));
        int right = (int) Math.round(viewport.screenX(box.x() + box.width()));
        int bottom = (int) Math.round(viewport.screenY(box.y() + box.height()));
        int colour = drawn.owner() == OverlayBox.Owner.READER ? RED : GREEN;
        int dash = STROKES_A_DASH * stroke;
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            boolean level = y < top + stroke || y >= bottom - stroke;
            for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
                boolean upright = x < left + stroke || x >= right - stroke;
                boolean gap = drawn.number() % 2 == 1 && (level ? x - left : y - top) / dash % 2 == 1;
                if ((level || upright) && !gap) {
                    frame[y * width + x] = colour;
                }
            }
        }
    }
}

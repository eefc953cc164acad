package org.refers.viewer.overlay;

import java.util.List;
import org.refers.viewer.image.Viewport;

/** Map and boxes over a thumbnail, as {@link org.refers.viewer.image.Thumbnails} lays it out. Needs no toolkit. */
public final class ThumbOverlay {

    private ThumbOverlay() {
    }

    /**
     * Paints an overlay.
     *
     * @param rows height of the radiograph in pixels
     * @param columns width of the radiograph in pixels
     * @param side side of the thumbnail in pixels
     * @return premultiplied ARGB, {@code side * side} of them
     */
    public static int[] paint(MapGrid map, MapLook look, List<OverlayBox> boxes, int rows, int columns, int side) {
        return paint(map, look, boxes, rows, columns, side, 1);
    }

    /**
     * Paints an overlay.
     *
     * @param stroke thickness of boxes in pixels of the thumbnail
     */
    public static int[] paint(MapGrid map, MapLook look, List<OverlayBox> boxes, int rows, int columns, int side,
            int stroke) {
        int[] frame = new int[side * side];
        Viewport whole = Viewport.fit(columns, rows, side, side);
        new MapPainter().paint(map, look, whole, side, side, frame);
        BoxPainter painter = new BoxPainter(side, side, whole, stroke);
        boxes.forEach(box -> painter.paint(box, frame));
        return frame;
    }
}

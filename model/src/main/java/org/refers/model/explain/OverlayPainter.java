package org.refers.model.explain;

import java.util.List;
import org.refers.model.finding.Box;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.MapSurface;
import org.refers.model.finding.ReaderBox;

/**
 * Paints an explanation over a radiograph: the map in fuchsia, the more opaque the higher; readers' boxes red, ours
 * green.
 */
public final class OverlayPainter {

    /** At its highest the map lets two fifths of the radiograph through, so that the anatomy below stays readable. */
    public static final double STRONGEST = 0.6;

    private static final int[] FUCHSIA = {255, 0, 255};
    private static final int[] RED = {255, 0, 0};
    private static final int[] GREEN = {0, 255, 0};
    /** A line is this share of the longer side thick, so that it shows when the picture is fitted to a window. */
    private static final int LINES_A_SIDE = 300;

    private OverlayPainter() {
    }

    /**
     * Paints the picture.
     *
     * @param grey displayed radiograph, {@code rows * columns} levels from 0 black to 255 white, unsigned
     * @param surface the map, of the same radiograph
     * @param given readers' boxes, red
     * @param shown our boxes, green, over the red ones
     * @return RGB, three bytes a pixel, row after row
     */
    public static byte[] paint(byte[] grey, MapSurface surface, List<ReaderBox> given, List<LesionBox> shown) {
        int rows = surface.map().rows();
        int columns = surface.map().columns();
        if (grey.length != (long) rows * columns) {
            throw new IllegalArgumentException(grey.length + " grey levels for " + rows + " x " + columns + " pixels");
        }
        byte[] rgb = new byte[Math.multiplyExact(3, grey.length)];
        float[] map = surface.pixels();
        for (int i = 0; i < grey.length; i++) {
            double alpha = STRONGEST * map[i];
            for (int channel = 0; channel < 3; channel++) {
                double mixed = (1 - alpha) * (grey[i] & 0xff) + alpha * FUCHSIA[channel];
                rgb[3 * i + channel] = (byte) Math.round(mixed);
            }
        }
        given.forEach(box -> frame(rgb, rows, columns, box.box(), RED));
        shown.forEach(box -> frame(rgb, rows, columns, box.box(), GREEN));
        return rgb;
    }

    /** A frame just inside the box; what reaches over the radiograph's edge is not painted. */
    private static void frame(byte[] rgb, int rows, int columns, Box box, int[] colour) {
        int thick = Math.max(1, Math.max(rows, columns) / LINES_A_SIDE);
        int left = (int) Math.round(box.x());
        int top = (int) Math.round(box.y());
        int right = (int) Math.round(box.x() + box.width());
        int bottom = (int) Math.round(box.y() + box.height());
        for (int y = Math.max(0, top); y < Math.min(rows, bottom); y++) {
            boolean edge = y < top + thick || y >= bottom - thick;
            for (int x = Math.max(0, left); x < Math.min(columns, right); x++) {
                if (edge || x < left + thick || x >= right - thick) {
                    for (int channel = 0; channel < 3; channel++) {
                        rgb[3 * (y * columns + x) + channel] = (byte) colour[channel];
                    }
                }
            }
        }
    }
}

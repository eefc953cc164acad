package org.refers.viewer.overlay;

import java.util.Arrays;
import org.refers.viewer.image.Viewport;

/**
 * Paints an activation map in the colours of a {@link ColourMap}. Between the middles of the cells it interpolates
 * linearly, as the boxes are computed. Needs no toolkit.
 */
public final class MapPainter {

    private static final int LEVELS = 1024;

    private final int[] colours = new int[LEVELS + 1];
    private int[] left = new int[0];
    private float[] share = new float[0];

    /**
     * Paints a frame.
     *
     * @param map what to paint
     * @param look its colours and opacity
     * @param viewport where the radiograph lies, in pixels of the frame
     * @param width frame's width
     * @param height frame's height
     * @param frame premultiplied ARGB, row after row; clear outside the map's area
     */
    public void paint(MapGrid map, MapLook look, Viewport viewport, int width, int height, int[] frame) {
        fillColours(look);
        findColumns(map, viewport, width);
        for (int y = 0; y < height; y++) {
            double cell = (viewport.imageY(y + 0.5) - map.area().y()) / map.area().height() * map.rows();
            int offset = y * width;
            if (cell < 0 || cell >= map.rows()) {
                Arrays.fill(frame, offset, offset + width, 0);
            } else {
                paintRow(map, Math.clamp(cell - 0.5, 0, map.rows() - 1), width, frame, offset);
            }
        }
    }

    private void fillColours(MapLook look) {
        for (int level = 0; level <= LEVELS; level++) {
            colours[level] = look.colours().premultiplied((double) level / LEVELS, look.opacity());
        }
    }

    private void findColumns(MapGrid map, Viewport viewport, int width) {
        if (left.length < width) {
            left = new int[width];
            share = new float[width];
        }
        for (int x = 0; x < width; x++) {
            double cell = (viewport.imageX(x + 0.5) - map.area().x()) / map.area().width() * map.columns();
            double at = Math.clamp(cell - 0.5, 0, map.columns() - 1);
            boolean outside = cell < 0 || cell >= map.columns();
            left[x] = outside ? -1 : Math.min((int) at, Math.max(0, map.columns() - 2));
            share[x] = (float) (at - left[x]);
        }
    }

    private void paintRow(MapGrid map, double at, int width, int[] frame, int offset) {
        int row = Math.min((int) at, Math.max(0, map.rows() - 2));
        float down = (float) (at - row);
        int above = row * map.columns();
        int below = map.rows() > 1 ? above + map.columns() : above;
        int next = map.columns() > 1 ? 1 : 0;
        float[] values = map.values();
        for (int x = 0; x < width; x++) {
            if (left[x] < 0) {
                frame[offset + x] = 0;
                continue;
            }
            float first = values[above + left[x]] * (1 - down) + values[below + left[x]] * down;
            float second = values[above + left[x] + next] * (1 - down) + values[below + left[x] + next] * down;
            float value = first + (second - first) * share[x];
            frame[offset + x] = colours[(int) (Math.clamp(value, 0f, 1f) * LEVELS + 0.5f)];
        }
    }
}

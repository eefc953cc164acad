package org.refers.model.study;

import java.util.List;

/**
 * The overlays of a file.
 *
 * @param planes those that can be drawn
 * @param leftOut a sentence on each that cannot
 */
public record Overlays(List<OverlayPlane> planes, List<String> leftOut) {

    /** No overlay. */
    public static final Overlays NONE = new Overlays(List.of(), List.of());

    /** Creates overlays; both lists are copied. */
    public Overlays {
        planes = List.copyOf(planes);
        leftOut = List.copyOf(leftOut);
    }

    /** Whether a pixel of the radiograph is marked by any plane. */
    public boolean cover(int row, int column) {
        for (OverlayPlane plane : planes) {
            if (plane.covers(row, column)) {
                return true;
            }
        }
        return false;
    }
}

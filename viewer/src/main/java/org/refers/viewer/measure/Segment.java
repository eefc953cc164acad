package org.refers.viewer.measure;

import javafx.geometry.Point2D;
import org.refers.model.study.PixelSpacing;

/**
 * A straight line between two positions of a radiograph.
 *
 * @param from one end, in pixels from the top left corner
 * @param to the other end
 */
public record Segment(Point2D from, Point2D to) {

    /** Length in pixels. */
    public double pixels() {
        return from.distance(to);
    }

    /** Length in the millimetres of a spacing, which may differ between rows and columns. */
    public double millimetres(PixelSpacing spacing) {
        return Math.hypot((to.getX() - from.getX()) * spacing.columnMillimetres(),
                (to.getY() - from.getY()) * spacing.rowMillimetres());
    }

    /** The same line with one end elsewhere; end 0 is where it begins. */
    Segment with(int end, Point2D where) {
        return end == 0 ? new Segment(where, to) : new Segment(from, where);
    }
}

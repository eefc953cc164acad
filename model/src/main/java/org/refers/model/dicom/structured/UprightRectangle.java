package org.refers.model.dicom.structured;

import java.util.Optional;
import org.refers.model.finding.Box;

/** Tells rectangles among the closed lines of other programs' graphics. */
public final class UprightRectangle {

    private static final int CORNERS = 5;
    /** Coordinates are single precision; a corner a hundredth of a pixel off is still the same corner. */
    private static final double TOLERANCE = 0.01;

    private UprightRectangle() {
    }

    /** The upright rectangle of a closed line through its four corners, in either direction, from any corner. */
    public static Optional<Box> of(double[] points) {
        if (points.length != 2 * CORNERS || !isSame(points, 0, CORNERS - 1)) {
            return Optional.empty();
        }
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CORNERS; i++) {
            left = Math.min(left, points[2 * i]);
            right = Math.max(right, points[2 * i]);
            top = Math.min(top, points[2 * i + 1]);
            bottom = Math.max(bottom, points[2 * i + 1]);
        }
        boolean flat = !(right - left > TOLERANCE) || !(bottom - top > TOLERANCE)
                || !Double.isFinite(left + top + right + bottom);
        return flat || !turnsAtRightAngles(points)
                ? Optional.empty()
                : Optional.of(new Box(left, top, right - left, bottom - top));
    }

    /** Whether the sides lie across and down in turn, so that all four corners are there. */
    private static boolean turnsAtRightAngles(double[] points) {
        boolean firstLevel = Math.abs(points[3] - points[1]) <= TOLERANCE;
        for (int i = 0; i + 1 < CORNERS; i++) {
            double across = Math.abs(points[2 * i + 2] - points[2 * i]);
            double down = Math.abs(points[2 * i + 3] - points[2 * i + 1]);
            boolean level = firstLevel == (i % 2 == 0);
            if ((level ? down : across) > TOLERANCE || (level ? across : down) <= TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(double[] points, int one, int other) {
        return Math.abs(points[2 * one] - points[2 * other]) <= TOLERANCE
                && Math.abs(points[2 * one + 1] - points[2 * other + 1]) <= TOLERANCE;
    }
}

package org.refers.model.finding;

/**
 * A straight line in pixels of a radiograph, origin at the outer corner of the top left pixel, x to the right, y down.
 *
 * @param x1 column of one end
 * @param y1 row of one end
 * @param x2 column of the other end
 * @param y2 row of the other end
 */
public record MeasuredLine(double x1, double y1, double x2, double y2) {

    /** Creates a line; all numbers must be finite. */
    public MeasuredLine {
        if (!Double.isFinite(x1 + y1 + x2 + y2)) {
            throw new IllegalArgumentException("no line: " + x1 + ", " + y1 + ", " + x2 + ", " + y2);
        }
    }
}

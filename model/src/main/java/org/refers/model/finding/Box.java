package org.refers.model.finding;

/**
 * An upright rectangle in pixels of a radiograph, origin at the outer corner of the top left pixel, x to the right, y
 * down. A box may reach over the radiograph's edge, as readers draw it.
 *
 * @param x left edge
 * @param y top edge
 * @param width extent to the right, above 0
 * @param height extent downwards, above 0
 */
public record Box(double x, double y, double width, double height) {

    /** Creates a box; its extent must be positive and all numbers finite. */
    public Box {
        if (!(width > 0) || !(height > 0) || !Double.isFinite(x + y + width + height)) {
            throw new IllegalArgumentException("no box: " + x + ", " + y + ", " + width + ", " + height);
        }
    }

    /** Area in square pixels. */
    public double area() {
        return width * height;
    }

    /** Intersection over union with another box, 0 when they do not meet, 1 when they are equal. */
    public double iou(Box other) {
        double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        double both = across * down;
        return both / (area() + other.area() - both);
    }

    /** Whether a point lies inside; the left and top edge belong to the box, the right and bottom edge do not. */
    public boolean contains(double px, double py) {
        return px >= x && px < x + width && py >= y && py < y + height;
    }
}

package org.refers.viewer.image;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import org.refers.model.finding.Box;

/**
 * Where a radiograph lies in its view, for what is drawn over it.
 *
 * @param viewport zoom and position in the upright frame, in logical pixels
 * @param turn how the upright frame is laid on the screen
 * @param width view's width in logical pixels
 * @param height view's height in logical pixels
 * @param devicePixels device pixels to a logical pixel
 */
public record Placement(Viewport viewport, Turn turn, int width, int height, double devicePixels) {

    /** Paints an upright frame. */
    @FunctionalInterface
    public interface Painter {

        /**
         * Paints.
         *
         * @param viewport where the radiograph lies, in pixels of the frame
         * @param width frame's width
         * @param height frame's height
         * @param frame row after row, at least {@code width * height} long
         */
        void paint(Viewport viewport, int width, int height, int[] frame);
    }

    /** Screen position of a radiograph position. */
    public Point2D toScreen(double imageX, double imageY) {
        return turn.toScreen(viewport.screenX(imageX), viewport.screenY(imageY), width, height);
    }

    /** Radiograph position of a screen position. */
    public Point2D toImage(double x, double y) {
        Point2D upright = turn.toUpright(x, y, width, height);
        return new Point2D(viewport.imageX(upright.getX()), viewport.imageY(upright.getY()));
    }

    /** Where a box of the radiograph lies on the screen. */
    public Bounds toScreen(Box box) {
        Point2D one = toScreen(box.x(), box.y());
        Point2D other = toScreen(box.x() + box.width(), box.y() + box.height());
        return new BoundingBox(Math.min(one.getX(), other.getX()), Math.min(one.getY(), other.getY()),
                Math.abs(one.getX() - other.getX()), Math.abs(one.getY() - other.getY()));
    }

    /** Width of the frame before it is turned. */
    public double uprightWidth() {
        return turn.isAcross() ? height : width;
    }

    /** Height of the frame before it is turned. */
    public double uprightHeight() {
        return turn.isAcross() ? width : height;
    }

    /** Fills an image that covers the whole view, and shows it. */
    public void paint(FrameImage image, Painter painter) {
        int across = Math.max(1, (int) Math.ceil(width * devicePixels));
        int down = Math.max(1, (int) Math.ceil(height * devicePixels));
        int[] frame = image.pixels(across, down, devicePixels);
        Viewport scaled = viewport.times(devicePixels);
        if (turn.isNone()) {
            painter.paint(scaled, across, down, frame);
        } else {
            int[] upright = image.beside(across * down);
            painter.paint(scaled, turn.isAcross() ? down : across, turn.isAcross() ? across : down, upright);
            turn.apply(upright, frame, across, down);
        }
        image.show();
    }
}

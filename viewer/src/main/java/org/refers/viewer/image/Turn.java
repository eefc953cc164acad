package org.refers.viewer.image;

import javafx.geometry.Point2D;

/**
 * How a picture is turned on the screen: mirrored left to right first, then rotated clockwise. Only the view turns; pixels,
 * boxes and measurements stay in the file's own coordinates. "Upright" is the frame before the turn, "screen" the one after.
 *
 * @param quarters quarter turns clockwise, 0 to 3
 * @param mirrored whether left and right are exchanged
 */
public record Turn(int quarters, boolean mirrored) {

    /** As the file has it. */
    public static final Turn NONE = new Turn(0, false);

    /** Creates a turn; full circles count for nothing. */
    public Turn {
        quarters = Math.floorMod(quarters, 4);
    }

    /** Rotated clockwise by more quarters; negative: the other way. */
    public Turn rotated(int more) {
        return new Turn(quarters + more, mirrored);
    }

    /** What is left on the screen goes right. */
    public Turn flippedAcross() {
        return new Turn(-quarters, !mirrored);
    }

    /** What is above on the screen goes below. */
    public Turn flippedDown() {
        return flippedAcross().rotated(2);
    }

    /** Whether the picture stands as the file has it. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether width and height are exchanged. */
    public boolean isAcross() {
        return quarters % 2 == 1;
    }

    /** Upright position of a screen position, in a frame whose screen has this size. */
    public Point2D toUpright(double x, double y, double screenWidth, double screenHeight) {
        double across = switch (quarters) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> screenWidth - x;
            default -> screenHeight - y;
        };
        double down = switch (quarters) {
            case 0 -> y;
            case 1 -> screenWidth - x;
            case 2 -> screenHeight - y;
            default -> x;
        };
        double uprightWidth = isAcross() ? screenHeight : screenWidth;
        return new Point2D(mirrored ? uprightWidth - across : across, down);
    }

    /** Screen position of an upright position, in a frame whose screen has this size. */
    public Point2D toScreen(double across, double down, double screenWidth, double screenHeight) {
        double uprightWidth = isAcross() ? screenHeight : screenWidth;
        double from = mirrored ? uprightWidth - across : across;
        return switch (quarters) {
            case 0 -> new Point2D(from, down);
            case 1 -> new Point2D(screenWidth - down, from);
            case 2 -> new Point2D(screenWidth - from, screenHeight - down);
            default -> new Point2D(down, screenHeight - from);
        };
    }

    /** Upright movement of a movement on the screen. */
    public Point2D movement(double right, double down) {
        return toUpright(right, down, 0, 0).subtract(toUpright(0, 0, 0, 0));
    }

    /**
     * Lays an upright frame on the screen.
     *
     * @param upright row after row, of the screen's size before the turn
     * @param screen row after row, filled
     * @param width screen's width
     * @param height screen's height
     */
    void apply(int[] upright, int[] screen, int width, int height) {
        int stride = isAcross() ? height : width;
        int start = index(toUpright(0.5, 0.5, width, height), stride);
        int right = index(toUpright(1.5, 0.5, width, height), stride) - start;
        int down = index(toUpright(0.5, 1.5, width, height), stride) - start;
        for (int y = 0; y < height; y++) {
            int from = start + y * down;
            int offset = y * width;
            for (int x = 0; x < width; x++) {
                screen[offset + x] = upright[from];
                from += right;
            }
        }
    }

    private static int index(Point2D middle, int stride) {
        return (int) Math.floor(middle.getY()) * stride + (int) Math.floor(middle.getX());
    }
}

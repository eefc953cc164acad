package org.refers.viewer.image;

/**
 * Where a radiograph lies on the screen. Plain numbers, so that zooming and panning are tested without a window.
 *
 * @param scale screen pixels per radiograph pixel, above 0
 * @param left screen position of the radiograph's left edge
 * @param top screen position of the radiograph's top edge
 */
public record Viewport(double scale, double left, double top) {

    /** Below this a chest of 3000 pixels is a speck. */
    private static final double SMALLEST_SCALE = 0.01;

    /** Above this a few pixels fill the screen and nothing more can be learned from them. */
    private static final double GREATEST_SCALE = 64;

    /** Creates a viewport; the scale must be positive and all numbers finite. */
    public Viewport {
        if (!(scale > 0) || !Double.isFinite(scale + left + top)) {
            throw new IllegalArgumentException("no viewport: scale " + scale + " at " + left + ", " + top);
        }
    }

    /** The whole radiograph, as large as it goes, in the middle. */
    public static Viewport fit(int columns, int rows, double width, double height) {
        double scale = Math.min(Math.max(width, 1) / columns, Math.max(height, 1) / rows);
        return centred(scale, columns, rows, width, height);
    }

    /** A radiograph at a scale, its middle in the middle of the screen, its edges on whole screen pixels. */
    public static Viewport centred(double scale, int columns, int rows, double width, double height) {
        return new Viewport(scale, Math.round((width - columns * scale) / 2), Math.round((height - rows * scale) / 2));
    }

    /** Grows by a factor about a screen position, whose radiograph pixel stays where it is. */
    public Viewport zoomed(double factor, double screenX, double screenY) {
        double target = Math.clamp(scale * factor, SMALLEST_SCALE, GREATEST_SCALE);
        double applied = target / scale;
        return new Viewport(target, screenX - (screenX - left) * applied, screenY - (screenY - top) * applied);
    }

    /** Moves by screen pixels. */
    public Viewport moved(double right, double down) {
        return new Viewport(scale, left + right, top + down);
    }

    /** At a scale, with a radiograph position in the middle of a view of this size. */
    static Viewport about(double scale, double imageX, double imageY, double width, double height) {
        double kept = Math.clamp(scale, SMALLEST_SCALE, GREATEST_SCALE);
        return new Viewport(kept, width / 2 - imageX * kept, height / 2 - imageY * kept);
    }

    /** The same view in device pixels, for a screen that has several to a logical pixel. */
    public Viewport times(double devicePixels) {
        return new Viewport(scale * devicePixels, left * devicePixels, top * devicePixels);
    }

    /** Radiograph column at a screen position; the fraction tells how far into the pixel. */
    public double imageX(double screenX) {
        return (screenX - left) / scale;
    }

    /** Radiograph row at a screen position. */
    public double imageY(double screenY) {
        return (screenY - top) / scale;
    }

    /** Screen position of a radiograph column. */
    public double screenX(double imageX) {
        return left + imageX * scale;
    }

    /** Screen position of a radiograph row. */
    public double screenY(double imageY) {
        return top + imageY * scale;
    }
}

package org.refers.training.data;

import java.util.Arrays;
import org.refers.model.finding.Box;

/**
 * How a cached picture becomes the network's input: one affine map for crop, flip and rotation, so that a picture is
 * resampled once, and a grey change for {@link GreyScale} to make after it. Boxes go through the same map.
 *
 * <p>The map takes a point of the input to a point of the picture, both counted in pixels from the outer corner of the
 * top left pixel: {@code x = a * u + b * v + c}, {@code y = d * u + e * v + f}.
 *
 * @param a see above
 * @param b see above
 * @param c see above
 * @param d see above
 * @param e see above
 * @param f see above
 * @param grey change of grey levels
 */
public record PictureTransform(double a, double b, double c, double d, double e, double f, Grey grey) {

    /**
     * A change of grey levels: brightness, then contrast about the picture's mean, see {@link GreyScale}.
     *
     * @param brightness factor
     * @param contrast factor on the distance to the mean
     */
    public record Grey(double brightness, double contrast) {

        /** No change. */
        public static final Grey NONE = new Grey(1, 1);
    }

    /** The full field of a picture of {@code side} pixels as an input of {@code input} pixels. */
    public static PictureTransform fullField(int side, int input) {
        double scale = (double) side / input;
        return new PictureTransform(scale, 0, 0, 0, scale, 0, Grey.NONE);
    }

    /** A window of the picture, its corner at ({@code x}, {@code y}), as an input of {@code input} pixels. */
    public static PictureTransform window(double x, double y, double width, double height, int input) {
        return new PictureTransform(width / input, 0, x, 0, height / input, y, Grey.NONE);
    }

    /** The same, with the input mirrored left to right. */
    public PictureTransform mirrored(int input) {
        return new PictureTransform(-a, b, c + a * input, -d, e, f + d * input, grey);
    }

    /** The same, with the input turned about its centre; positive degrees turn what is seen counter-clockwise. */
    public PictureTransform turned(double degrees, int input) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middle = input / 2.0;
        double shiftU = middle - cos * middle + sin * middle;
        double shiftV = middle - sin * middle - cos * middle;
        return new PictureTransform(a * cos + b * sin, b * cos - a * sin, a * shiftU + b * shiftV + c,
                d * cos + e * sin, e * cos - d * sin, d * shiftU + e * shiftV + f, grey);
    }

    /** The same with another grey change. */
    public PictureTransform with(Grey change) {
        return new PictureTransform(a, b, c, d, e, f, change);
    }

    /**
     * Writes the input's grey levels, 0 to 1, before any change of them.
     *
     * @param picture the cached picture
     * @param input side of the input in pixels
     * @param target where they go, row after row
     * @param offset first index in {@code target}
     */
    public void apply(Picture picture, int input, float[] target, int offset) {
        if (isIdentity(picture.side(), input)) {
            for (int i = 0; i < input * input; i++) {
                target[offset + i] = (picture.grey()[i] & 0xff) / 255f;
            }
        } else {
            resample(picture, input, target, offset);
        }
    }

    /**
     * The map in fields instead of pixels, both from -1 to 1 between their outer edges, as PyTorch's grids count.
     *
     * @param side of the picture in pixels
     * @param input side of the input in pixels
     * @return two rows of three
     */
    float[] acrossFields(int side, int input) {
        double scale = (double) input / side;
        return new float[]{(float) (a * scale), (float) (b * scale), (float) ((a + b) * scale + 2 * c / side - 1),
            (float) (d * scale), (float) (e * scale), (float) ((d + e) * scale + 2 * f / side - 1)};
    }

    private boolean isIdentity(int side, int input) {
        return side == input && a == 1 && b == 0 && c == 0 && d == 0 && e == 1 && f == 0;
    }

    private void resample(Picture picture, int input, float[] target, int offset) {
        for (int row = 0; row < input; row++) {
            for (int column = 0; column < input; column++) {
                double u = column + 0.5;
                double v = row + 0.5;
                target[offset + row * input + column] = bilinear(picture, a * u + b * v + c, d * u + e * v + f);
            }
        }
    }

    /** Bilinear between pixel centres; beyond the picture's edge there is black, as beyond a collimator. */
    private static float bilinear(Picture picture, double x, double y) {
        int side = picture.side();
        if (x < 0 || y < 0 || x > side || y > side) {
            return 0;
        }
        double left = Math.clamp(x - 0.5, 0, side - 1);
        double top = Math.clamp(y - 0.5, 0, side - 1);
        int column = Math.min((int) left, side - 1);
        int row = Math.min((int) top, side - 1);
        int nextColumn = Math.min(column + 1, side - 1);
        int nextRow = Math.min(row + 1, side - 1);
        float across = (float) (left - column);
        float down = (float) (top - row);
        float upper = picture.at(row, column) * (1 - across) + picture.at(row, nextColumn) * across;
        float lower = picture.at(nextRow, column) * (1 - across) + picture.at(nextRow, nextColumn) * across;
        return upper * (1 - down) + lower * down;
    }

    /** Where a box of the picture lies in the input: the upright rectangle around its four corners. */
    public Box toInput(Box box) {
        double determinant = a * e - b * d;
        double[] us = new double[4];
        double[] vs = new double[4];
        for (int i = 0; i < 4; i++) {
            double x = box.x() + (i % 2) * box.width() - c;
            double y = box.y() + (i < 2 ? 0 : box.height()) - f;
            us[i] = (e * x - b * y) / determinant;
            vs[i] = (a * y - d * x) / determinant;
        }
        Arrays.sort(us);
        Arrays.sort(vs);
        return new Box(us[0], vs[0], us[3] - us[0], vs[3] - vs[0]);
    }
}

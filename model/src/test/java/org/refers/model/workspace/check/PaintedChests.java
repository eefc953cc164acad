package org.refers.model.workspace.check;

import java.util.Random;
import org.refers.model.image.Resampler;

/**
 * Pictures that all look alike, as chests do: one anatomy, and on it each patient's own shape and detail.
 *
 * @param rows height
 * @param columns width
 */
record PaintedChests(int rows, int columns) {

    private static final int BLOBS = 14;
    private static final int DETAILS = 160;

    /** A patient's picture, 0 to 255. */
    byte[] of(int patient) {
        Random random = new Random(77 + patient);
        double[][] blobs = new double[BLOBS + DETAILS][];
        for (int i = 0; i < blobs.length; i++) {
            boolean detail = i >= BLOBS;
            double size = detail ? 0.01 + 0.02 * random.nextDouble() : 0.08 + 0.1 * random.nextDouble();
            blobs[i] = new double[]{random.nextDouble(), random.nextDouble(), size,
                (detail ? 0.25 : 0.16) * (random.nextDouble() - 0.5)};
        }
        byte[] grey = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double value = grey((double) row / rows, (double) column / columns, blobs);
                grey[row * columns + column] = (byte) (255 * Math.clamp(value, 0, 1));
            }
        }
        return grey;
    }

    private static double grey(double y, double x, double[][] blobs) {
        double value = 0.75 - 0.3 * hill(y - 0.45, x - 0.25, 0.13) - 0.3 * hill(y - 0.45, x - 0.75, 0.13)
                - 0.6 * Math.pow(2 * x - 1, 2);
        for (double[] blob : blobs) {
            if (Math.abs(y - blob[0]) < 3 * blob[2] && Math.abs(x - blob[1]) < 3 * blob[2]) {
                value += blob[3] * hill(y - blob[0], x - blob[1], blob[2]);
            }
        }
        return value;
    }

    private static double hill(double y, double x, double size) {
        return Math.exp(-(y * y + x * x) / (2 * size * size));
    }

    /** A picture in another size. */
    byte[] resized(byte[] grey, int toRows, int toColumns) {
        float[] floats = new float[grey.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = grey[i] & 0xff;
        }
        float[] small = Resampler.resize(floats, rows, columns, toRows, toColumns);
        byte[] bytes = new byte[small.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (small[i] + 0.5f);
        }
        return bytes;
    }

    /** What is left when edges are cut off. */
    byte[] cut(byte[] grey, int top, int left, int bottom, int right) {
        int width = columns - left - right;
        byte[] cut = new byte[(rows - top - bottom) * width];
        for (int row = 0; row < rows - top - bottom; row++) {
            System.arraycopy(grey, (row + top) * columns + left, cut, row * width, width);
        }
        return cut;
    }
}

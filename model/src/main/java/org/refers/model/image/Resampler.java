package org.refers.model.image;

import org.refers.model.study.Radiograph;

/**
 * Changes the size of grey pictures. Pixel centres lie at half units, edges are repeated.
 *
 * <p>{@link #resize} is the triangle filter that widens with the reduction, Pillow's {@code BILINEAR} with its
 * antialiasing, kept in floats between its two passes; {@link #bilinear} takes four neighbours whatever the reduction,
 * PyTorch's {@code bilinear} with {@code align_corners=False}.
 */
public final class Resampler {

    private Resampler() {
    }

    /** Resizes with antialiasing. */
    public static float[] resize(float[] grey, int rows, int columns, int toRows, int toColumns) {
        requireSizes(grey.length, rows, columns, toRows, toColumns);
        Taps across = Taps.antialiased(columns, toColumns);
        Taps down = Taps.antialiased(rows, toRows);
        float[] wide = new float[Math.multiplyExact(rows, toColumns)];
        for (int row = 0; row < rows; row++) {
            across.apply(grey, row * columns, wide, row * toColumns);
        }
        return down.applyDown(wide, toColumns);
    }

    /** Resizes by the four nearest neighbours, without antialiasing. */
    public static float[] bilinear(float[] grey, int rows, int columns, int toRows, int toColumns) {
        requireSizes(grey.length, rows, columns, toRows, toColumns);
        Taps across = Taps.nearest(columns, toColumns);
        Taps down = Taps.nearest(rows, toRows);
        float[] wide = new float[Math.multiplyExact(rows, toColumns)];
        for (int row = 0; row < rows; row++) {
            across.apply(grey, row * columns, wide, row * toColumns);
        }
        return down.applyDown(wide, toColumns);
    }

    /**
     * The radiograph as its file wants it shown, resized with antialiasing: grey from 0 to 1, the whole field, whatever
     * that does to its proportions.
     */
    public static float[] displayGrey(Radiograph radiograph, int toRows, int toColumns) {
        return displayGrey(radiograph, GreyPipeline.of(radiograph), toRows, toColumns);
    }

    /** The same by a pipeline of one's choice. */
    public static float[] displayGrey(Radiograph radiograph, GreyPipeline pipeline, int toRows, int toColumns) {
        int rows = radiograph.rows();
        int columns = radiograph.columns();
        requireSizes(radiograph.stored().length, rows, columns, toRows, toColumns);
        Taps across = Taps.antialiased(columns, toColumns);
        float[] wide = new float[Math.multiplyExact(rows, toColumns)];
        float[] line = new float[columns];
        for (int row = 0; row < rows; row++) {
            pipeline.mapInto(radiograph.stored(), row * columns, line, columns);
            across.apply(line, 0, wide, row * toColumns);
        }
        return Taps.antialiased(rows, toRows).applyDown(wide, toColumns);
    }

    private static void requireSizes(int length, int rows, int columns, int toRows, int toColumns) {
        if (rows < 1 || columns < 1 || toRows < 1 || toColumns < 1 || (long) rows * columns != length) {
            throw new IllegalArgumentException("cannot resize " + length + " pixels from " + rows + " x " + columns
                    + " to " + toRows + " x " + toColumns);
        }
    }

    /** For each place of the result: which places of the source it takes, and how much of each. */
    private static final class Taps {

        private final int[] first;
        private final float[][] weights;

        private Taps(int size) {
            this.first = new int[size];
            this.weights = new float[size][];
        }

        static Taps antialiased(int from, int to) {
            Taps taps = new Taps(to);
            double scale = (double) from / to;
            double reach = Math.max(scale, 1);
            for (int i = 0; i < to; i++) {
                double center = (i + 0.5) * scale;
                int low = Math.max(0, (int) (center - reach + 0.5));
                int high = Math.min(from, (int) (center + reach + 0.5));
                double[] raw = new double[high - low];
                double sum = 0;
                for (int k = 0; k < raw.length; k++) {
                    raw[k] = Math.max(0, 1 - Math.abs((low + k - center + 0.5) / reach));
                    sum += raw[k];
                }
                taps.put(i, low, raw, sum);
            }
            return taps;
        }

        static Taps nearest(int from, int to) {
            Taps taps = new Taps(to);
            double scale = (double) from / to;
            for (int i = 0; i < to; i++) {
                double at = Math.max(0, (i + 0.5) * scale - 0.5);
                int low = Math.min((int) at, from - 1);
                double share = low + 1 < from ? at - low : 0;
                taps.put(i, low, low + 1 < from ? new double[]{1 - share, share} : new double[]{1}, 1);
            }
            return taps;
        }

        private void put(int index, int low, double[] raw, double sum) {
            first[index] = low;
            weights[index] = new float[raw.length];
            for (int k = 0; k < raw.length; k++) {
                weights[index][k] = (float) (raw[k] / sum);
            }
        }

        /** Along one line. */
        void apply(float[] source, int from, float[] target, int to) {
            for (int i = 0; i < first.length; i++) {
                float sum = 0;
                int at = from + first[i];
                for (float weight : weights[i]) {
                    sum += weight * source[at++];
                }
                target[to + i] = sum;
            }
        }

        /** Across lines of {@code columns} values each. */
        float[] applyDown(float[] source, int columns) {
            float[] target = new float[Math.multiplyExact(first.length, columns)];
            for (int i = 0; i < first.length; i++) {
                int to = i * columns;
                int at = first[i] * columns;
                for (float weight : weights[i]) {
                    for (int column = 0; column < columns; column++) {
                        target[to + column] += weight * source[at++];
                    }
                }
            }
            return target;
        }
    }
}

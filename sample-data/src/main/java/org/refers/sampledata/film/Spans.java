package org.refers.sampledata.film;

/** Paints thickness along a pixel row from tables of chords. */
final class Spans {

    /** Steps from the middle of a chord to its end. */
    static final int N = 1024;
    /** A chest: rounder than a box, flatter than an ellipse. */
    static final float[] CHEST = chord(2.3);
    /** A heart or great vessel. */
    static final float[] STEEP = chord(2.6);
    /** A heart seen through its length. */
    static final float[] ROUND = chord(1.9);
    /** What has no clear edge. */
    static final float[] SMOOTH = chord(1.35);

    private Spans() {
    }

    private static float[] chord(double power) {
        float[] table = new float[N + 2];
        for (int i = 0; i <= N; i++) {
            double rest = 1 - StrictMath.pow(i / (double) N, power);
            table[i] = (float) StrictMath.pow(rest, 1 / power);
        }
        return table;
    }

    /** Adds a chord of {@code much} cm about {@code middle}, all else in pixels. */
    static void add(Plane plane, float[] layer, int row, double middle, double half, float much, float[] table) {
        int from = Math.max(0, (int) Math.ceil(middle - half - 0.5));
        int to = Math.min(plane.columns - 1, (int) Math.ceil(middle + half - 0.5) - 1);
        float step = (float) (N / half);
        float t = (float) ((from + 0.5 - middle) * step);
        int at = row * plane.columns + from;
        for (int n = to - from; n >= 0; n--, at++, t += step) {
            layer[at] += much * table[Math.min(N, (int) Math.abs(t))];
        }
    }

    /** Keeps the greater of what is there and a chord. */
    static void greatest(Plane plane, float[] layer, int row, double middle, double half, float much) {
        int from = Math.max(0, (int) Math.ceil(middle - half - 0.5));
        int to = Math.min(plane.columns - 1, (int) Math.ceil(middle + half - 0.5) - 1);
        float step = (float) (N / half);
        float t = (float) ((from + 0.5 - middle) * step);
        int at = row * plane.columns + from;
        for (int n = to - from; n >= 0; n--, at++, t += step) {
            layer[at] = Math.max(layer[at], much * CHEST[Math.min(N, (int) Math.abs(t))]);
        }
    }

    /** An ellipsoid; {@code x}, {@code y} and radii in pixels, {@code tilt} the sideways shift of its axis a pixel down. */
    static void ellipse(Plane plane, float[] layer, double[] at, double tilt, float much, float[] table) {
        double x = at[0];
        double y = at[1];
        double rx = at[2];
        double ry = at[3];
        int from = Math.max(0, (int) (y - ry));
        int to = Math.min(plane.rows - 1, (int) (y + ry));
        for (int row = from; row <= to; row++) {
            double v = (row + 0.5 - y) / ry;
            double rest = Math.sqrt(Math.max(0, 1 - v * v));
            if (rest * rx > .7) {
                add(plane, layer, row, x + tilt * (row + 0.5 - y), rx * rest, (float) (much * rest), table);
            }
        }
    }
}

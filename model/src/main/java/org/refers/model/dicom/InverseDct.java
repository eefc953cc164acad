package org.refers.model.dicom;

/** The inverse cosine transform of an 8 x 8 block (ITU-T T.81, A.3.3), by rows and columns. */
final class InverseDct {

    private static final int SIZE = 8;
    /** {@code BASIS[u * 8 + x] = C(u) / 2 * cos((2x + 1) u pi / 16)}. */
    private static final float[] BASIS = basis();

    private InverseDct() {
    }

    /** Turns coefficients, row after row, into samples in the same place. */
    static void transform(float[] block) {
        for (int row = 0; row < SIZE; row++) {
            line(block, row * SIZE, 1);
        }
        for (int column = 0; column < SIZE; column++) {
            line(block, column, SIZE);
        }
    }

    private static void line(float[] block, int start, int step) {
        int last = SIZE - 1;
        // Most coefficients of a radiograph are zero.
        while (last >= 0 && block[start + last * step] == 0) {
            last--;
        }
        if (last < 0) {
            return;
        }
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int u = 0; u <= last; u++) {
            float value = block[start + u * step];
            int at = u * SIZE;
            s0 += value * BASIS[at];
            s1 += value * BASIS[at + 1];
            s2 += value * BASIS[at + 2];
            s3 += value * BASIS[at + 3];
            s4 += value * BASIS[at + 4];
            s5 += value * BASIS[at + 5];
            s6 += value * BASIS[at + 6];
            s7 += value * BASIS[at + 7];
        }
        block[start] = s0;
        block[start + step] = s1;
        block[start + 2 * step] = s2;
        block[start + 3 * step] = s3;
        block[start + 4 * step] = s4;
        block[start + 5 * step] = s5;
        block[start + 6 * step] = s6;
        block[start + 7 * step] = s7;
    }

    private static float[] basis() {
        float[] basis = new float[SIZE * SIZE];
        for (int u = 0; u < SIZE; u++) {
            double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
            for (int x = 0; x < SIZE; x++) {
                basis[u * SIZE + x] = (float) (scale * Math.cos((2 * x + 1) * u * Math.PI / 16));
            }
        }
        return basis;
    }
}

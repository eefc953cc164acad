package org.refers.model.dicom;

/** The inverse cosine transform of an 8 x 8 block (ITU-T T.81, A.3.3), by rows and columns. */
final class InverseDct {

    private static final int SIZE = 8;

    /** {@code C(u) / 2 * cos(u pi / 16)}: the basis has no other values, but for their signs. */
    private static final float C0 = (float) Math.sqrt(0.125);
    private static final float C1 = half(1);
    private static final float C2 = half(2);
    private static final float C3 = half(3);
    private static final float C5 = half(5);
    private static final float C6 = half(6);
    private static final float C7 = half(7);

    private InverseDct() {
    }

    /**
     * Turns coefficients, row after row, into samples in the same place.
     *
     * @param rows how many rows, from the first on, hold a coefficient other than 0
     */
    static void transform(float[] block, int rows) {
        for (int row = 0; row < rows; row++) {
            line(block, row * SIZE, 1);
        }
        for (int column = 0; column < SIZE; column++) {
            line(block, column, SIZE);
        }
    }

    /** Even coefficients make a line that mirrors itself, odd ones one that turns its sign. */
    private static void line(float[] block, int start, int step) {
        float v1 = block[start + step];
        float v2 = block[start + 2 * step];
        float v3 = block[start + 3 * step];
        float v5 = block[start + 5 * step];
        float v6 = block[start + 6 * step];
        float v7 = block[start + 7 * step];
        float sum = C0 * (block[start] + block[start + 4 * step]);
        float difference = C0 * (block[start] - block[start + 4 * step]);
        float outer = C2 * v2 + C6 * v6;
        float inner = C6 * v2 - C2 * v6;
        float even0 = sum + outer;
        float even1 = difference + inner;
        float even2 = difference - inner;
        float even3 = sum - outer;
        float odd0 = C1 * v1 + C3 * v3 + C5 * v5 + C7 * v7;
        float odd1 = C3 * v1 - C7 * v3 - C1 * v5 - C5 * v7;
        float odd2 = C5 * v1 - C1 * v3 + C7 * v5 + C3 * v7;
        float odd3 = C7 * v1 - C5 * v3 + C3 * v5 - C1 * v7;
        block[start] = even0 + odd0;
        block[start + step] = even1 + odd1;
        block[start + 2 * step] = even2 + odd2;
        block[start + 3 * step] = even3 + odd3;
        block[start + 4 * step] = even3 - odd3;
        block[start + 5 * step] = even2 - odd2;
        block[start + 6 * step] = even1 - odd1;
        block[start + 7 * step] = even0 - odd0;
    }

    private static float half(int multiple) {
        return (float) (0.5 * Math.cos(multiple * Math.PI / 16));
    }
}

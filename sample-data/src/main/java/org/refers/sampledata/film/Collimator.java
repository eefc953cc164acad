package org.refers.sampledata.film;

import java.util.Arrays;
import org.refers.sampledata.body.Seeded;

/** The beam's edge: some pictures show it as a black margin on one side or more. */
final class Collimator {

    private static final double SHOWN = 0.3;
    private static final double WIDEST = 0.035;
    private static final short BLACK = 12;

    private Collimator() {
    }

    /** Blackens what the closed blades kept from the beam. */
    static void close(short[] stored, int rows, int columns, Seeded seeded) {
        if (!seeded.chance(SHOWN)) {
            return;
        }
        int top = blade(rows, seeded);
        int bottom = rows - blade(rows, seeded);
        int left = blade(columns, seeded);
        int right = columns - blade(columns, seeded);
        Arrays.fill(stored, 0, top * columns, BLACK);
        Arrays.fill(stored, bottom * columns, rows * columns, BLACK);
        for (int row = top; row < bottom; row++) {
            Arrays.fill(stored, row * columns, row * columns + left, BLACK);
            Arrays.fill(stored, row * columns + right, (row + 1) * columns, BLACK);
        }
    }

    private static int blade(int extent, Seeded seeded) {
        return (int) (extent * Math.max(0, seeded.uniform(-WIDEST, WIDEST)));
    }
}

package org.refers.app.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.PixelSpacing.Kind;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;

/** The radiograph that is measured: the size of a common detector, all of 16 bits, no two neighbours alike. */
final class BenchRadiograph {

    static final int ROWS = 3000;
    static final int COLUMNS = 2500;
    static final int BITS = 16;

    private BenchRadiograph() {
    }

    /** A radiograph; another number gives other pixels. */
    static Radiograph of(int number, ViewPosition view) {
        short[] stored = new short[ROWS * COLUMNS];
        long state = 0x9e3779b97f4a7c15L * (number + 1);
        for (int i = 0; i < stored.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            double across = (i % COLUMNS - COLUMNS / 2.0) / COLUMNS;
            int row = i / COLUMNS;
            double down = (row - ROWS / 2.0) / ROWS;
            double body = 52_000 * Math.max(0, 1 - 2.2 * (across * across + down * down));
            stored[i] = (short) (int) (body + (state >>> 52));
        }
        return new Radiograph(ROWS, COLUMNS, stored, false, BITS, 1, 0, false,
                List.of(new WindowLevel(30_000, 50_000, WindowLevel.Function.LINEAR)), OptionalInt.empty(),
                Optional.of(new PixelSpacing(0.14, 0.14, Kind.DETECTOR)), view);
    }
}

package org.refers.viewer.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;

/** Small radiographs for tests. */
public final class Radiographs {

    private Radiographs() {
    }

    /** Unsigned 12 bits, window 0 to 4095, the value of a pixel is its column times 10 plus its row. */
    public static Radiograph ramp(int rows, int columns) {
        short[] stored = new short[rows * columns];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) Math.min(4095, i % columns * 10 + i / columns);
        }
        return of(rows, columns, stored, false, false, OptionalInt.empty());
    }

    /** Any stored values. */
    public static Radiograph of(int rows, int columns, short[] stored, boolean signed, boolean inverted,
            OptionalInt padding) {
        List<WindowLevel> windows = List.of(new WindowLevel(2048, 4096, WindowLevel.Function.LINEAR),
                new WindowLevel(1000, 500, WindowLevel.Function.LINEAR));
        return new Radiograph(rows, columns, stored, signed, signed ? 16 : 12, 1, 0, inverted, windows, padding,
                Optional.empty(), ViewPosition.PA);
    }
}

package org.refers.app.bench;

import org.refers.model.finding.Box;
import org.refers.viewer.overlay.MapGrid;

/** An activation map as large as the network's input, 224 x 224. */
final class BenchMap {

    private static final int SIDE = 224;

    private BenchMap() {
    }

    /** A hill; another number gives another one. */
    static MapGrid of(int number, Box area) {
        float[] values = new float[SIDE * SIDE];
        double top = SIDE / 2.0 + number % 5;
        for (int i = 0; i < values.length; i++) {
            int row = i / SIDE;
            double distance = Math.hypot(i % SIDE - top, row - top) / SIDE;
            values[i] = (float) Math.max(0, 1 - 3 * distance);
        }
        return new MapGrid(SIDE, SIDE, values, area);
    }
}

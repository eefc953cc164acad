package org.refers.sampledata.film;

import java.util.Optional;
import org.refers.model.finding.Box;

/** Grows around the pixels a finding changed, which is where its box belongs. */
final class Extent {

    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right = -1;
    private int bottom = -1;

    void add(int column, int row) {
        left = Math.min(left, column);
        right = Math.max(right, column);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row);
    }

    /** The box around all pixels added, if any, within the picture. */
    Optional<Box> box(int rows, int columns) {
        int l = Math.max(0, left);
        int t = Math.max(0, top);
        int r = Math.min(columns - 1, right);
        int b = Math.min(rows - 1, bottom);
        return l < r && t < b ? Optional.of(new Box(l, t, r + 1 - l, b + 1 - t)) : Optional.empty();
    }
}

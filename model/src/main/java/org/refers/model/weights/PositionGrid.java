package org.refers.model.weights;

/**
 * A table of positions as a picture of D planes: a square grid, and perhaps rows before it.
 *
 * <p>Resizing is bilinear with the corners on the corners, as the released REFERS code does it.
 */
final class PositionGrid {

    private final float[] table;
    private final int before;
    private final int side;
    private final int width;

    /**
     * Creates a grid.
     *
     * @param table (before + side * side, D) values, row-major
     * @param before rows before the grid
     * @param side of the grid
     * @param width D
     */
    PositionGrid(float[] table, int before, int side, int width) {
        this.table = table;
        this.before = before;
        this.side = side;
        this.width = width;
    }

    /** The table for a grid of another side, with or without the rows before the grid. */
    float[] resized(int to, boolean withBefore) {
        int kept = withBefore ? before : 0;
        float[] result = new float[(kept + to * to) * width];
        System.arraycopy(table, 0, result, 0, kept * width);
        for (int row = 0; row < to; row++) {
            for (int column = 0; column < to; column++) {
                sample(at(row, to), at(column, to), result, (kept + row * to + column) * width);
            }
        }
        return result;
    }

    /** Where a row or column of the new grid lies on this one. */
    private double at(int index, int to) {
        return to == 1 ? (side - 1) / 2.0 : (double) index * (side - 1) / (to - 1);
    }

    private void sample(double down, double across, float[] into, int start) {
        int top = Math.min((int) down, Math.max(0, side - 2));
        int left = Math.min((int) across, Math.max(0, side - 2));
        int bottom = Math.min(top + 1, side - 1);
        int right = Math.min(left + 1, side - 1);
        double v = down - top;
        double h = across - left;
        for (int i = 0; i < width; i++) {
            double upper = (1 - h) * value(top, left, i) + h * value(top, right, i);
            double lower = (1 - h) * value(bottom, left, i) + h * value(bottom, right, i);
            into[start + i] = (float) ((1 - v) * upper + v * lower);
        }
    }

    private double value(int row, int column, int plane) {
        return table[(before + row * side + column) * width + plane];
    }
}

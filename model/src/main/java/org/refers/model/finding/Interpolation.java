package org.refers.model.finding;

/**
 * Bilinear interpolation along one axis with half-pixel centres: for each target position the source index to its left
 * and the weight of the next one. Beyond the outer centres the outermost value holds.
 *
 * @param left index of the source value before each position, or -1 outside the source
 * @param weight weight of the source value after it, 0 to 1
 */
record Interpolation(int[] left, double[] weight) {

    /**
     * Positions of target pixels' centres in a source.
     *
     * @param targets number of target pixels
     * @param sources number of source values
     * @param origin target coordinate of the source's edge
     * @param step target pixels a source pixel covers
     */
    static Interpolation of(int targets, int sources, double origin, double step) {
        int[] left = new int[targets];
        double[] weight = new double[targets];
        for (int i = 0; i < targets; i++) {
            double position = (i + 0.5 - origin) / step;
            if (position < 0 || position > sources) {
                left[i] = -1;
                continue;
            }
            double centre = Math.clamp(position - 0.5, 0, sources - 1);
            left[i] = Math.clamp((int) centre, 0, Math.max(0, sources - 2));
            weight[i] = centre - left[i];
        }
        return new Interpolation(left, weight);
    }

    /** The value at a target position of a source line that starts at {@code offset} and has the given stride. */
    double at(int target, double[] line) {
        int i = left[target];
        if (i < 0) {
            return 0;
        }
        return i + 1 < line.length ? line[i] * (1 - weight[target]) + line[i + 1] * weight[target] : line[i];
    }
}

package org.refers.viewer.chart;

import java.util.Arrays;

/**
 * Thins a curve to the pixels there are: of all points of one pixel column the first, the least, the greatest and the
 * last stay, so that no spike is lost however many points come. Needs no toolkit.
 */
final class CurveThinner {

    private CurveThinner() {
    }

    /**
     * Thins a curve.
     *
     * @param curve points
     * @param axis the axis of steps
     * @param width pixels of the axis
     * @return indices of the points to draw, rising
     */
    static int[] indices(Curve curve, AxisScale axis, int width) {
        int[] kept = new int[Math.min(curve.size(), 4 * width + 8)];
        int count = 0;
        int start = 0;
        while (start < curve.size()) {
            int column = (int) (axis.share(curve.step(start)) * width);
            int end = start + 1;
            while (end < curve.size() && (int) (axis.share(curve.step(end)) * width) == column) {
                end++;
            }
            int[] four = extremes(curve, start, end);
            if (count + four.length > kept.length) {
                kept = Arrays.copyOf(kept, kept.length * 2 + 4);
            }
            for (int index : four) {
                kept[count] = index;
                count++;
            }
            start = end;
        }
        return Arrays.copyOf(kept, count);
    }

    private static int[] extremes(Curve curve, int start, int end) {
        int least = start;
        int greatest = start;
        for (int i = start; i < end; i++) {
            least = curve.value(i) < curve.value(least) ? i : least;
            greatest = curve.value(i) > curve.value(greatest) ? i : greatest;
        }
        return Arrays.stream(new int[]{start, least, greatest, end - 1}).sorted().distinct().toArray();
    }
}

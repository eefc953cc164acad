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
     * Thins what lies on an axis, with one point before and one behind it, so that the line enters and leaves.
     *
     * @param curve points
     * @param axis the axis of steps
     * @param width pixels of the axis
     * @return indices of the points to draw, rising
     */
    static int[] indices(Curve curve, AxisScale axis, int width) {
        int from = Math.max(0, curve.firstAt(axis.low()) - 1);
        int to = Math.min(curve.size(), curve.firstAt(axis.high()) + 2);
        int[] kept = new int[Math.max(0, Math.min(to - from, 4 * (width + 2)))];
        int count = 0;
        int start = from;
        for (int column = -1; column <= width && start < to; column++) {
            int end = column == width ? to : Math.min(to, curve.firstAt(axis.value((column + 1.0) / width)));
            if (end > start) {
                count = keep(curve, start, end, kept, count);
                start = end;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static int keep(Curve curve, int start, int end, int[] kept, int count) {
        int least = curve.least(start, end);
        int greatest = curve.greatest(start, end);
        int next = append(kept, count, start);
        next = append(kept, next, Math.min(least, greatest));
        next = append(kept, next, Math.max(least, greatest));
        return append(kept, next, end - 1);
    }

    private static int append(int[] kept, int count, int index) {
        if (count > 0 && kept[count - 1] == index) {
            return count;
        }
        kept[count] = index;
        return count + 1;
    }
}

package org.refers.model.finding;

import java.util.BitSet;
import java.util.List;

/** From the pixels of a mask to boxes. */
public final class MaskBoxes {

    private MaskBoxes() {
    }

    /**
     * The bounding rectangles of the 8-connected regions of a mask, in reading order.
     *
     * @param mask pixels row after row
     * @param rows height
     * @param columns width
     */
    public static List<Box> of(BitSet mask, int rows, int columns) {
        Regions regions = new Regions();
        for (int row = 0; row < rows; row++) {
            int end = (row + 1) * columns;
            int from = mask.nextSetBit(row * columns);
            while (from >= 0 && from < end) {
                int to = Math.min(mask.nextClearBit(from), end);
                regions.add(row, from - row * columns, to - row * columns);
                from = mask.nextSetBit(to);
            }
        }
        return regions.all().stream().map(Regions.Region::box).toList();
    }

    /**
     * The pixels whose centres lie in a box; of a box so small that there is none, the pixel that holds its middle.
     *
     * @param box any box; what lies beyond the picture is left out
     */
    public static BitSet pixels(Box box, int rows, int columns) {
        BitSet mask = new BitSet(Math.multiplyExact(rows, columns));
        int left = firstCentre(box.x(), columns);
        int right = firstCentre(box.x() + box.width(), columns);
        int top = firstCentre(box.y(), rows);
        int bottom = firstCentre(box.y() + box.height(), rows);
        for (int row = top; row < bottom; row++) {
            mask.set(row * columns + left, row * columns + right);
        }
        int column = (int) Math.floor(box.x() + box.width() / 2);
        int row = (int) Math.floor(box.y() + box.height() / 2);
        if (mask.isEmpty() && column >= 0 && column < columns && row >= 0 && row < rows) {
            mask.set(row * columns + column);
        }
        return mask;
    }

    /** The first pixel whose centre is not before an edge. */
    private static int firstCentre(double edge, int count) {
        return (int) Math.clamp(Math.ceil(edge - 0.5), 0, count);
    }
}

package org.refers.viewer.image;

import java.util.Arrays;
import org.refers.model.study.Radiograph;

/**
 * Lays the visible part of a radiograph on the screen's pixels, still as stored values. Zoomed out, a screen pixel is
 * the mean of the pixels it covers, so that fine lines neither vanish nor shimmer; zoomed in, values are interpolated,
 * and from eight times on each pixel is shown as the square it is.
 *
 * <p>It averages stored values, not greys: the result does not depend on the window, and a change of window needs no
 * new resampling.
 */
final class Resampler {

    /** From here on a reader wants to see single pixels, not what lies between them. */
    private static final double SQUARES_FROM = 8;

    private int[] columnSums = new int[0];
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    /** The source columns that any target column covers; none if the second is not above the first. */
    private int firstColumn;
    private int endColumn;

    /**
     * Fills {@code target}, row after row, with the 16 bits of a stored value each, or {@link GreyTable#OUTSIDE}.
     *
     * @param radiograph source
     * @param viewport where it lies on the target, in target pixels
     * @param width target's width
     * @param height target's height
     * @param target at least {@code width * height} long
     */
    void resample(Radiograph radiograph, Viewport viewport, int width, int height, int[] target) {
        findColumns(radiograph.columns(), viewport, width);
        if (viewport.scale() > 1 && viewport.scale() < SQUARES_FROM && radiograph.padding().isEmpty()) {
            interpolate(radiograph, viewport, width, height, target);
        } else if (viewport.scale() < 1) {
            average(radiograph, viewport, width, height, target);
        } else {
            pickNearest(radiograph, viewport, width, height, target);
        }
    }

    /** For each target column the source columns it covers, at least one; none outside the radiograph. */
    private void findColumns(int columns, Viewport viewport, int width) {
        if (starts.length < width) {
            starts = new int[width];
            ends = new int[width];
        }
        firstColumn = columns;
        endColumn = 0;
        for (int x = 0; x < width; x++) {
            int start = first(viewport.imageX(x), viewport.imageX(x + 0.5), columns);
            starts[x] = start;
            ends[x] = last(start, viewport.imageX(x + 1), columns);
            if (start >= 0) {
                firstColumn = Math.min(firstColumn, start);
                endColumn = Math.max(endColumn, ends[x]);
            }
        }
    }

    /** The first source pixel of a target pixel, or -1 if the target pixel's middle lies outside. */
    private static int first(double from, double middle, int count) {
        if (middle < 0 || middle >= count) {
            return -1;
        }
        return Math.max(0, (int) Math.floor(from));
    }

    private static int last(int start, double to, int count) {
        return Math.min(count, Math.max(start + 1, (int) Math.floor(to)));
    }

    private void average(Radiograph radiograph, Viewport viewport, int width, int height, int[] target) {
        if (columnSums.length < radiograph.columns()) {
            columnSums = new int[radiograph.columns()];
        }
        for (int y = 0; y < height; y++) {
            int start = first(viewport.imageY(y), viewport.imageY(y + 0.5), radiograph.rows());
            int offset = y * width;
            if (start < 0) {
                Arrays.fill(target, offset, offset + width, GreyTable.OUTSIDE);
                continue;
            }
            int end = last(start, viewport.imageY(y + 1), radiograph.rows());
            if (radiograph.padding().isPresent()) {
                averageRowWithoutPadding(radiograph, start, end, width, target, offset);
            } else {
                averageRow(radiograph, start, end, width, target, offset);
            }
        }
    }

    /** Down the columns first: those loops run over neighbouring memory, which the compiler turns into vectors. */
    private void averageRow(Radiograph radiograph, int startRow, int endRow, int width, int[] target, int offset) {
        short[] stored = radiograph.stored();
        int columns = radiograph.columns();
        int[] sums = columnSums;
        int first = Math.min(firstColumn, endColumn);
        Arrays.fill(sums, first, endColumn, 0);
        for (int row = startRow; row < endRow; row++) {
            if (radiograph.signed()) {
                addSigned(stored, row * columns, sums, first, endColumn);
            } else {
                addUnsigned(stored, row * columns, sums, first, endColumn);
            }
        }
        int rows = endRow - startRow;
        for (int x = 0; x < width; x++) {
            int start = starts[x];
            if (start < 0) {
                target[offset + x] = GreyTable.OUTSIDE;
                continue;
            }
            long sum = 0;
            for (int column = start; column < ends[x]; column++) {
                sum += sums[column];
            }
            double mean = (double) sum / (rows * (ends[x] - start));
            target[offset + x] = (int) Math.floor(mean + 0.5) & 0xffff;
        }
    }

    private static void addSigned(short[] stored, int from, int[] sums, int first, int end) {
        for (int column = first; column < end; column++) {
            sums[column] += stored[from + column];
        }
    }

    private static void addUnsigned(short[] stored, int from, int[] sums, int first, int end) {
        for (int column = first; column < end; column++) {
            sums[column] += stored[from + column] & 0xffff;
        }
    }

    /** Padding is no brightness: it stays out of the mean, and a pixel that is mostly padding is padding. */
    private void averageRowWithoutPadding(Radiograph radiograph, int startRow, int endRow, int width, int[] target,
            int offset) {
        int padding = radiograph.padding().orElseThrow();
        for (int x = 0; x < width; x++) {
            long sum = 0;
            int count = 0;
            for (int row = startRow; row < endRow && starts[x] >= 0; row++) {
                for (int column = starts[x]; column < ends[x]; column++) {
                    int value = radiograph.storedAt(row * radiograph.columns() + column);
                    if (value != padding) {
                        sum += value;
                        count++;
                    }
                }
            }
            int covered = starts[x] < 0 ? 0 : (endRow - startRow) * (ends[x] - starts[x]);
            target[offset + x] = 2 * count <= covered
                    ? GreyTable.OUTSIDE
                    : (int) Math.floor((double) sum / count + 0.5) & 0xffff;
        }
    }

    private void pickNearest(Radiograph radiograph, Viewport viewport, int width, int height, int[] target) {
        short[] stored = radiograph.stored();
        for (int y = 0; y < height; y++) {
            double middle = viewport.imageY(y + 0.5);
            boolean outside = middle < 0 || middle >= radiograph.rows();
            int row = outside ? 0 : (int) middle * radiograph.columns();
            for (int x = 0; x < width; x++) {
                target[y * width + x] = outside || starts[x] < 0
                        ? GreyTable.OUTSIDE
                        : stored[row + (int) viewport.imageX(x + 0.5)] & 0xffff;
            }
        }
    }

    /** Bilinear with pixel middles as nodes; beyond the outermost middles the edge pixel goes on. */
    private void interpolate(Radiograph radiograph, Viewport viewport, int width, int height, int[] target) {
        int columns = radiograph.columns();
        int[] left = new int[width];
        float[] right = new float[width];
        for (int x = 0; x < width; x++) {
            double at = Math.clamp(viewport.imageX(x + 0.5) - 0.5, 0, columns - 1);
            left[x] = Math.min((int) at, Math.max(0, columns - 2));
            right[x] = (float) (at - left[x]);
        }
        int step = columns > 1 ? 1 : 0;
        for (int y = 0; y < height; y++) {
            double middle = viewport.imageY(y + 0.5);
            if (middle < 0 || middle >= radiograph.rows()) {
                Arrays.fill(target, y * width, y * width + width, GreyTable.OUTSIDE);
                continue;
            }
            double at = Math.clamp(middle - 0.5, 0, radiograph.rows() - 1);
            int row = Math.min((int) at, Math.max(0, radiograph.rows() - 2));
            int above = row * columns;
            int below = radiograph.rows() > 1 ? above + columns : above;
            float down = (float) (at - row);
            for (int x = 0; x < width; x++) {
                target[y * width + x] = starts[x] < 0
                        ? GreyTable.OUTSIDE
                        : blend(radiograph, above + left[x], below + left[x], step, right[x], down);
            }
        }
    }

    private static int blend(Radiograph radiograph, int above, int below, int step, float right, float down) {
        float upper = radiograph.storedAt(above) * (1 - right) + radiograph.storedAt(above + step) * right;
        float lower = radiograph.storedAt(below) * (1 - right) + radiograph.storedAt(below + step) * right;
        return (int) Math.floor(upper * (1 - down) + lower * down + 0.5f) & 0xffff;
    }
}

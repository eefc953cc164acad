package org.refers.model.workspace.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.refers.model.workspace.check.PictureFacts.Layout;

/** Measures where light and dark lie in a grey picture of 0 to 1, and finds what may be letters near its edge. */
final class LayoutMeter {

    private static final double CORNER = 0.12;
    private static final double CENTRE = 0.4;
    /** Grey within which a line counts as plain; JPEG leaves less beside an edge of the field. */
    private static final float PLAIN = 0.04f;
    /** Letters are lead or ink: nearly white, and far from what is around them. */
    private static final float WHITE = 0.85f;
    private static final float STEP = 0.35f;
    /** Share of the picture, from each edge, in which markers and names are put. */
    private static final double EDGE = 0.25;
    private static final int IN_A_ROW = 4;

    private final float[] grey;
    private final int rows;
    private final int columns;

    LayoutMeter(float[] grey, int rows, int columns) {
        this.grey = grey;
        this.rows = rows;
        this.columns = columns;
    }

    /** A connected shape's frame, both ends included. */
    private record Shape(int left, int top, int right, int bottom, int area) {

        int height() {
            return bottom - top + 1;
        }

        int width() {
            return right - left + 1;
        }
    }

    Layout measure() {
        List<Shape> letters = letters();
        return new Layout(corners(), mean(0.5 - CENTRE / 2, 0.5 + CENTRE / 2, 0.5 - CENTRE / 2, 0.5 + CENTRE / 2),
                border(), letters.size(), inRows(letters));
    }

    private double corners() {
        double far = 1 - CORNER;
        return (mean(0, CORNER, 0, CORNER) + mean(0, CORNER, far, 1) + mean(far, 1, 0, CORNER) + mean(far, 1, far, 1))
                / 4;
    }

    private double mean(double top, double bottom, double left, double right) {
        double sum = 0;
        int count = 0;
        for (int row = (int) (top * rows); row < Math.max(bottom * rows, top * rows + 1) && row < rows; row++) {
            for (int column = (int) (left * columns); column < Math.max(right * columns, left * columns + 1)
                    && column < columns; column++) {
                sum += grey[row * columns + column];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private double border() {
        int top = plain(rows, columns, columns, 1, true);
        int bottom = plain(rows, columns, columns, 1, false);
        int left = plain(columns, rows, 1, columns, true);
        int right = plain(columns, rows, 1, columns, false);
        return Math.max((double) Math.max(top, bottom) / rows, (double) Math.max(left, right) / columns);
    }

    /** Number of lines from one end that hold one grey. */
    private int plain(int lines, int length, int line, int step, boolean fromStart) {
        for (int i = 0; i < lines; i++) {
            int at = (fromStart ? i : lines - 1 - i) * line;
            float low = grey[at];
            float high = low;
            for (int k = 0; k < length; k++) {
                low = Math.min(low, grey[at + k * step]);
                high = Math.max(high, grey[at + k * step]);
            }
            if (high - low > PLAIN) {
                return i;
            }
        }
        return lines;
    }

    private List<Shape> letters() {
        boolean[] seen = new boolean[grey.length];
        List<Shape> letters = new ArrayList<>();
        for (int i = 0; i < grey.length; i++) {
            if (!seen[i] && grey[i] >= WHITE) {
                Shape shape = grow(i, seen);
                if (isLetter(shape)) {
                    letters.add(shape);
                }
            }
        }
        return letters;
    }

    private Shape grow(int start, boolean[] seen) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(start);
        seen[start] = true;
        int left = columns;
        int top = rows;
        int right = 0;
        int bottom = 0;
        int area = 0;
        while (!open.isEmpty()) {
            int at = open.pop();
            int row = at / columns;
            int column = at % columns;
            left = Math.min(left, column);
            right = Math.max(right, column);
            top = Math.min(top, row);
            bottom = Math.max(bottom, row);
            area++;
            for (int near = 0; near < 9; near++) {
                int y = row + near / 3 - 1;
                int x = column + near % 3 - 1;
                if (y >= 0 && y < rows && x >= 0 && x < columns && !seen[y * columns + x]
                        && grey[y * columns + x] >= WHITE) {
                    seen[y * columns + x] = true;
                    open.push(y * columns + x);
                }
            }
        }
        return new Shape(left, top, right, bottom, area);
    }

    /** A compact stroke-like shape near the edge that stands out from dark surroundings on all sides. */
    private boolean isLetter(Shape shape) {
        int longest = Math.max(rows, columns);
        if (shape.height() < Math.max(5, longest / 100) || shape.height() > longest / 12
                || shape.width() < 2 || shape.width() > longest / 12) {
            return false;
        }
        double fill = (double) shape.area / (shape.width() * shape.height());
        double x = (shape.left + shape.right) / 2.0 / columns;
        double y = (shape.top + shape.bottom) / 2.0 / rows;
        boolean nearEdge = Math.min(Math.min(x, 1 - x), Math.min(y, 1 - y)) <= EDGE;
        return nearEdge && fill >= 0.15 && fill <= 0.95 && surroundings(shape) <= WHITE - STEP;
    }

    /** The brightest of the four sides' mean grey, three pixels away; a shape at the picture's edge is no letter. */
    private double surroundings(Shape shape) {
        int left = shape.left - 3;
        int right = shape.right + 3;
        int top = shape.top - 3;
        int bottom = shape.bottom + 3;
        if (left < 0 || top < 0 || right >= columns || bottom >= rows) {
            return 1;
        }
        double across = Math.max(line(top, left, right - left + 1, 1), line(bottom, left, right - left + 1, 1));
        double down = Math.max(line(top, left, bottom - top + 1, columns), line(top, right, bottom - top + 1, columns));
        return Math.max(across, down);
    }

    private double line(int row, int column, int length, int step) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += grey[row * columns + column + i * step];
        }
        return sum / length;
    }

    /** How many letters have at least three more of about their height beside them. */
    private static int inRows(List<Shape> letters) {
        List<Shape> sorted = letters.stream().sorted(Comparator.comparingInt(Shape::left)).toList();
        int count = 0;
        for (Shape letter : sorted) {
            long row = sorted.stream().filter(other -> Math.abs(other.top - letter.top) <= letter.height() / 2
                    && other.height() <= 2 * letter.height() && 2 * other.height() >= letter.height()
                    && Math.abs(other.left - letter.left) <= 12 * letter.height()).count();
            count += row >= IN_A_ROW ? 1 : 0;
        }
        return count;
    }
}

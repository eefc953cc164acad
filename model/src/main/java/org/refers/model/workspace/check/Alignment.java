package org.refers.model.workspace.check;

/**
 * Lays one picture over another, as far as a cut of its edges and a change of size go, and correlates what both show.
 *
 * <p>The four edges of the second picture in the first one's field are moved, coarse steps first, as long as the correlation
 * grows. On small squares whole pictures are compared, on larger ones their detail, in which two exposures of one patient differ
 * and copies of one picture do not.
 */
final class Alignment {

    /** Largest side that is compared: the texture that tells exposures, and generated pictures of one anatomy, apart is there. */
    static final int SIDE = 256;
    /** Side below which only shapes can be compared. */
    static final int MIDDLE = 128;

    private static final int SMALL = 64;
    private static final int SHAPES = 16;
    private static final int EDGES = 32;
    private static final int TEXTURE = 64;
    /** Copies have more at {@link #MIDDLE}; texture is not aligned for others, which takes most of the time. */
    private static final double PROMISING = 0.8;
    /** Beyond it the pictures have too little in common to call one a cut of the other. */
    private static final double LEAST_COMMON = 0.6;
    private static final int ROUNDS = 6;

    private final double[] edges = {0, 1, 0, 1};

    private Alignment() {
    }

    /** Correlation of two thumbnails' ranks, aligned: a cheap upper estimate of {@link #likeness}. */
    static double coarse(byte[] one, byte[] other) {
        return new Alignment().coarsely(new GreySquare(Thumbnail.SIDE, Thumbnail.ranks(one)),
                new GreySquare(Thumbnail.SIDE, Thumbnail.ranks(other)));
    }

    /**
     * Correlation of the detail of two pictures, aligned.
     *
     * @param one square of {@link #SIDE}
     * @param other likewise
     * @param sharpness smallest side of both files: beyond it there is no detail to compare
     * @return from -1 to 1
     */
    static double likeness(GreySquare one, GreySquare other, int sharpness) {
        Alignment alignment = new Alignment();
        alignment.coarsely(one.resized(Thumbnail.SIDE).ranked(), other.resized(Thumbnail.SIDE).ranked());
        double shapes = alignment.improve(one, other, SMALL, SHAPES, 0.02, 0.01);
        if (sharpness < MIDDLE) {
            return shapes;
        }
        double middle = alignment.improve(one, other, MIDDLE, SHAPES, 0.006, 0.003);
        if (sharpness < SIDE) {
            return alignment.improve(one, other, MIDDLE, EDGES, 0.003);
        }
        if (middle < PROMISING) {
            return alignment.improve(one, other, SIDE, TEXTURE);
        }
        alignment.improve(one, other, SIDE, EDGES, 0.003, 0.0015);
        return alignment.improve(one, other, SIDE, TEXTURE, 0.0015, 0.0007);
    }

    private double improve(GreySquare one, GreySquare other, int side, int share, double... steps) {
        return improve(one.resized(side).detail(share), other.resized(side).detail(share), steps);
    }

    private double coarsely(GreySquare one, GreySquare other) {
        return improve(one, other, 0.04, 0.02);
    }

    private double improve(GreySquare one, GreySquare other, double... steps) {
        double best = correlation(one, other);
        for (double step : steps) {
            boolean better = true;
            for (int round = 0; better && round < ROUNDS; round++) {
                double before = best;
                for (int edge = 0; edge < edges.length; edge++) {
                    best = move(one, other, edge, step, best);
                    best = move(one, other, edge, -step, best);
                }
                better = best > before;
            }
        }
        return best;
    }

    private double move(GreySquare one, GreySquare other, int edge, double step, double best) {
        edges[edge] += step;
        double moved = correlation(one, other);
        // Rounding must not move an edge to and fro.
        if (moved > best + 1e-5) {
            return moved;
        }
        edges[edge] -= step;
        return best;
    }

    private double correlation(GreySquare one, GreySquare other) {
        int side = other.side();
        double[] sums = new double[5];
        int common = 0;
        for (int row = 0; row < side; row++) {
            double y = (edges[2] + (edges[3] - edges[2]) * (row + 0.5) / side) * side - 0.5;
            if (y < -0.5 || y > side - 0.5) {
                continue;
            }
            for (int column = 0; column < side; column++) {
                double x = (edges[0] + (edges[1] - edges[0]) * (column + 0.5) / side) * side - 0.5;
                if (x >= -0.5 && x <= side - 0.5) {
                    add(sums, sample(one, x, y), other.values()[row * side + column]);
                    common++;
                }
            }
        }
        return common < LEAST_COMMON * side * side ? -1 : correlation(sums, common);
    }

    private static void add(double[] sums, double a, double b) {
        sums[0] += a;
        sums[1] += b;
        sums[2] += a * a;
        sums[3] += b * b;
        sums[4] += a * b;
    }

    private static double correlation(double[] sums, int n) {
        double one = sums[2] - sums[0] * sums[0] / n;
        double other = sums[3] - sums[1] * sums[1] / n;
        double both = sums[4] - sums[0] * sums[1] / n;
        return one <= 0 || other <= 0 ? 0 : both / Math.sqrt(one * other);
    }

    private static double sample(GreySquare square, double x, double y) {
        int side = square.side();
        double inX = Math.clamp(x, 0, side - 1.001);
        double inY = Math.clamp(y, 0, side - 1.001);
        int left = (int) inX;
        int top = (int) inY;
        double right = inX - left;
        int at = top * side + left;
        float[] v = square.values();
        double upper = v[at] + right * (v[at + 1] - v[at]);
        double lower = v[at + side] + right * (v[at + side + 1] - v[at + side]);
        return upper + (inY - top) * (lower - upper);
    }
}

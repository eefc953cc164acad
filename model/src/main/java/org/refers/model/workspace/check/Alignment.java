package org.refers.model.workspace.check;

/**
 * Lays one thumbnail over another, as far as a cut of its edges and a change of size go, and correlates what both show. It decodes
 * nothing.
 *
 * <p>The four edges of the second picture in the first one's field are moved, coarse steps first, as long as the correlation
 * grows: first that of ranks, then that of shapes, in which two exposures of one patient differ and copies of one picture do less.
 */
final class Alignment {

    /** Beyond it the pictures have too little in common to call one a cut of the other. */
    private static final double LEAST_COMMON = 0.6;
    private static final int ROUNDS = 6;
    /** Shapes that agree so little after ranks were aligned are not aligned further: of 490 copies all have more. */
    private static final double HOPELESS = 0.3;

    private final double[] edges = {0, 1, 0, 1};

    private Alignment() {
    }

    /**
     * How two thumbnails lie.
     *
     * @param shapes correlation of shapes, from -1 to 1
     * @param map where the second picture lies in the first
     */
    record Overlay(double shapes, Affine map) {

        static Overlay of(Shapes one, Shapes other) {
            Alignment alignment = new Alignment();
            alignment.improve(one.ranks(), other.ranks(), 0.04, 0.02);
            double shapes = alignment.correlation(one.detail(), other.detail());
            if (shapes >= HOPELESS) {
                shapes = alignment.improve(one.detail(), other.detail(), 0.02, 0.01);
            }
            double[] edges = alignment.edges;
            return new Overlay(shapes, Affine.ofEdges(edges[0], edges[1], edges[2], edges[3]));
        }
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
                    add(sums, one.at(x, y), other.values()[row * side + column]);
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
}

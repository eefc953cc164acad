package org.refers.model.workspace.check;

import java.util.List;

/**
 * Where each place of one picture lies in another; places are shares of height and width, from 0 to 1.
 *
 * @param down row in the other picture: a constant, and what a row and a column of this one add
 * @param across likewise its column
 */
record Affine(double[] down, double[] across) {

    /** Correlation that neighbouring blocks of different pictures have by chance; it says nothing of where they lie. */
    private static final double CHANCE = 0.2;
    private static final double LEAST_WEIGHT = 1e-6;
    private static final int ROUNDS = 6;

    /** A block's centre in the one picture, where it was found in the other, and how well it fits there. */
    record Match(double row, double column, double foundRow, double foundColumn, double correlation) {
    }

    /** A field whose edges lie elsewhere in the other picture. */
    static Affine ofEdges(double left, double right, double top, double bottom) {
        return new Affine(new double[]{top, bottom - top, 0}, new double[]{left, 0, right - left});
    }

    double row(double row, double column) {
        return down[0] + down[1] * row + down[2] * column;
    }

    double column(double row, double column) {
        return across[0] + across[1] * row + across[2] * column;
    }

    /**
     * The map that fits most blocks: least squares, in which blocks that lie elsewhere count the less the farther they lie.
     *
     * @param scale distance at which a block counts half
     */
    static Affine fitted(List<Match> matches, double scale) {
        double[] weights = matches.stream().mapToDouble(Affine::trust).toArray();
        Affine fitted = solved(matches, weights);
        for (int round = 1; round < ROUNDS; round++) {
            for (int i = 0; i < weights.length; i++) {
                Match match = matches.get(i);
                double off = Math.hypot(fitted.row(match.row, match.column) - match.foundRow,
                        fitted.column(match.row, match.column) - match.foundColumn) / scale;
                weights[i] = trust(match) / (1 + off * off);
            }
            fitted = solved(matches, weights);
        }
        return fitted;
    }

    private static double trust(Match match) {
        double above = Math.max(0, match.correlation - CHANCE);
        return above * above + LEAST_WEIGHT;
    }

    private static Affine solved(List<Match> matches, double[] weights) {
        double[][] normal = new double[3][3];
        double[] downs = new double[3];
        double[] acrosses = new double[3];
        for (int k = 0; k < weights.length; k++) {
            Match match = matches.get(k);
            double[] place = {1, match.row, match.column};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    normal[i][j] += weights[k] * place[i] * place[j];
                }
                downs[i] += weights[k] * place[i] * match.foundRow;
                acrosses[i] += weights[k] * place[i] * match.foundColumn;
            }
        }
        return new Affine(cramer(normal, downs), cramer(normal, acrosses));
    }

    private static double[] cramer(double[][] m, double[] right) {
        double all = determinant(m);
        double[] solution = new double[3];
        for (int i = 0; i < 3; i++) {
            double[][] replaced = {m[0].clone(), m[1].clone(), m[2].clone()};
            for (int row = 0; row < 3; row++) {
                replaced[row][i] = right[row];
            }
            solution[i] = determinant(replaced) / all;
        }
        return solution;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
}

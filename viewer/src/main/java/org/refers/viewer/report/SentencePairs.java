package org.refers.viewer.report;

import java.util.Arrays;

/**
 * Pairs the sentences of two reports so that the sum of their similarities is the greatest there is: the assignment problem, by
 * augmenting paths (Kuhn 1955, Munkres 1957), cubic in the number of sentences. Pairs of similarity 0 are none.
 */
final class SentencePairs {

    private SentencePairs() {
    }

    /**
     * Finds the pairs.
     *
     * @param similarity of each sentence of one report (rows) with each of the other (columns), 0 or more
     * @return for each row its column, or -1
     */
    static int[] of(double[][] similarity) {
        int rows = similarity.length;
        int columns = rows == 0 ? 0 : similarity[0].length;
        int size = Math.max(rows, columns);
        int[] rowOf = assign(similarity, size);
        int[] pairs = new int[rows];
        Arrays.fill(pairs, -1);
        for (int column = 0; column < columns; column++) {
            int row = rowOf[column + 1] - 1;
            if (row < rows && similarity[row][column] > 0) {
                pairs[row] = column;
            }
        }
        return pairs;
    }

    /** Rows of the columns, both counted from 1, of a square problem that is filled up with zeros. */
    private static int[] assign(double[][] similarity, int size) {
        double[] ofRow = new double[size + 1];
        double[] ofColumn = new double[size + 1];
        int[] rowOf = new int[size + 1];
        for (int row = 1; row <= size; row++) {
            int[] from = new int[size + 1];
            int last = shortestPath(similarity, row, new Potentials(ofRow, ofColumn), rowOf, from);
            while (last != 0) {
                rowOf[last] = rowOf[from[last]];
                last = from[last];
            }
        }
        return rowOf;
    }

    private record Potentials(double[] ofRow, double[] ofColumn) {

        double reduced(double[][] similarity, int row, int column) {
            boolean real = row <= similarity.length && column <= similarity[0].length;
            return (real ? -similarity[row - 1][column - 1] : 0) - ofRow[row] - ofColumn[column];
        }
    }

    /** Ends at a free column; {@code from} leads back. */
    private static int shortestPath(double[][] similarity, int start, Potentials potentials, int[] rowOf, int[] from) {
        int size = rowOf.length - 1;
        double[] least = new double[size + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        boolean[] used = new boolean[size + 1];
        rowOf[0] = start;
        int column = 0;
        do {
            used[column] = true;
            int next = 0;
            double step = Double.POSITIVE_INFINITY;
            for (int other = 1; other <= size; other++) {
                if (used[other]) {
                    continue;
                }
                double cost = potentials.reduced(similarity, rowOf[column], other);
                if (cost < least[other]) {
                    least[other] = cost;
                    from[other] = column;
                }
                if (least[other] < step) {
                    step = least[other];
                    next = other;
                }
            }
            for (int other = 0; other <= size; other++) {
                if (used[other]) {
                    potentials.ofRow[rowOf[other]] += step;
                    potentials.ofColumn[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        return column;
    }
}

package org.refers.model.workspace;

import java.util.Arrays;

/** From numbers in the database to positions. */
final class RowNumbers {

    /** Number in the upper, position in the lower half; sorted. */
    private final long[] pairs;
    /** Where the last number was: tables mostly lie in the order of the numbers. */
    private int last = -1;

    private RowNumbers(long[] pairs) {
        Arrays.sort(pairs);
        this.pairs = pairs;
    }

    static RowNumbers ofStudies(StudyIndex index) {
        long[] pairs = new long[index.size()];
        Arrays.setAll(pairs, i -> (long) index.row(i) << Integer.SIZE | i);
        return new RowNumbers(pairs);
    }

    static RowNumbers ofRadiographs(StudyIndex index) {
        long[] pairs = new long[index.radiographs()];
        Arrays.setAll(pairs, i -> (long) index.radiographRow(i) << Integer.SIZE | i);
        return new RowNumbers(pairs);
    }

    static RowNumbers of(int[] rows) {
        long[] pairs = new long[rows.length];
        Arrays.setAll(pairs, i -> (long) rows[i] << Integer.SIZE | i);
        return new RowNumbers(pairs);
    }

    /** The position of a number, negative if it is not among them. */
    int of(int row) {
        if (last + 1 < pairs.length && pairs[last + 1] >> Integer.SIZE == row) {
            return (int) pairs[++last];
        }
        int at = Arrays.binarySearch(pairs, (long) row << Integer.SIZE);
        int found = at >= 0 ? at : -at - 1;
        if (found == pairs.length || pairs[found] >> Integer.SIZE != row) {
            return -1;
        }
        last = found;
        return (int) pairs[found];
    }
}

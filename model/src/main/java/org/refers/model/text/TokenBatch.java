package org.refers.model.text;

import java.util.Arrays;
import java.util.List;

/**
 * Token rows of unequal length side by side, padded on the right to the longest.
 *
 * @param rows number of texts, B
 * @param length tokens of the longest, L
 * @param ids B x L ids, row after row
 * @param mask B x L, 1 where a token stands and 0 where padding does
 * @param lengths B row lengths
 */
public record TokenBatch(int rows, int length, long[] ids, long[] mask, long[] lengths) {

    /**
     * Pads rows to a batch.
     *
     * @param rows token ids, at least one row and none empty
     * @param pad the id to pad with
     */
    public static TokenBatch of(List<int[]> rows, int pad) {
        int length = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.length == 0)) {
            throw new IllegalArgumentException("a token batch needs rows, and each row a token");
        }
        long[] ids = new long[Math.multiplyExact(rows.size(), length)];
        long[] mask = new long[ids.length];
        Arrays.fill(ids, pad);
        for (int r = 0; r < rows.size(); r++) {
            int[] row = rows.get(r);
            for (int i = 0; i < row.length; i++) {
                ids[r * length + i] = row[i];
                mask[r * length + i] = 1;
            }
        }
        return new TokenBatch(rows.size(), length, ids, mask, rows.stream().mapToLong(row -> row.length).toArray());
    }
}

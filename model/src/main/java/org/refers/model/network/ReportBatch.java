package org.refers.model.network;

import ai.djl.ndarray.NDArray;

/**
 * The reports of B studies, once for the report transformer and once for the text encoder.
 *
 * @param tokens report tokens from start to end marker, padded at the end, int64 (B, T)
 * @param lengths tokens of each report before its padding, B entries
 * @param textIds WordPiece tokens, padded at the end, int64 (B, L)
 * @param textMask 1 at tokens, 0 at padding, int64 (B, L)
 */
public record ReportBatch(NDArray tokens, long[] lengths, NDArray textIds, NDArray textMask) {
}

package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What the network makes of the radiographs of a batch of studies.
 *
 * @param viewTokens tokens after the final normalisation, aggregation token first, (B, V, 1+N, D)
 * @param aggregatedPatches u, patches joined with the aggregation token, (B, V, N, U)
 * @param viewWeights fusion weights, (B, V) or (B, N, V) where every patch has its own; none without fusion
 * @param studyVector v, for the contrast
 * @param memory weighted patches of all views in one row, view after view, (B, V*N, U)
 */
public record StudyEncoding(NDArray viewTokens, NDArray aggregatedPatches, Optional<NDArray> viewWeights,
        NDArray studyVector, NDArray memory) {
}

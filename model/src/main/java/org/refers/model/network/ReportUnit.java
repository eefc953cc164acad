package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * What stands around the layers of a report transformer, for engines that run all of it in one go.
 *
 * @param mask added to the scores of the report's attention over itself, (B, 1, T, T)
 * @param weights word table, position table, weight and bias of the embedding's normalisation, weight and bias of the
 *     visual projection
 * @param padding token whose embedding is zero
 * @param embedEps epsilon of the embedding's normalisation
 */
public record ReportUnit(NDArray mask, NDList weights, int padding, double embedEps) {
}

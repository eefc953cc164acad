package org.refers.model.network;

import ai.djl.ndarray.NDList;

/**
 * What stands around the blocks of a radiograph transformer, for engines that run all of it in one go.
 *
 * @param weights weight and bias of the patch embedding, positions, aggregation token, weight and bias of the final
 *     normalisation; where positions are concatenated, also weight and bias of the layer that merges them
 * @param grid patches a side
 */
public record PatchUnit(NDList weights, int grid) {
}

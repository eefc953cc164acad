package org.refers.model.network;

import ai.djl.ndarray.NDList;

/**
 * Some transformer blocks in a row, for engines that run them in one go.
 *
 * @param weights the blocks' parameters, {@code tensors} a block, in the order of the method that takes them
 * @param heads attention heads
 * @param form activation and normalisation
 * @param dropout rate, 0 for none; nothing is dropped outside training
 */
public record BlockUnit(NDList weights, int heads, BlockForm form, double dropout) {
}

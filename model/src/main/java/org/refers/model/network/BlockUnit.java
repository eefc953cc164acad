package org.refers.model.network;

import ai.djl.ndarray.NDList;

/**
 * Some transformer blocks in a row, for engines that run them in one go.
 *
 * @param weights the blocks' parameters, equally many a block, in the order of the method that takes them
 * @param heads attention heads
 * @param form activation and normalisation
 * @param dropout rate in training, 0 for none
 * @param mode nothing is dropped, and nothing rounded, outside training
 */
public record BlockUnit(NDList weights, int heads, BlockForm form, double dropout, Mode mode) {

    /** The rate in force. */
    public double rate() {
        return mode == Mode.TRAINING ? dropout : 0;
    }

    /** The blocks from {@code first} on that come before {@code last}, of {@code tensors} parameters each. */
    public BlockUnit part(int first, int last, int tensors) {
        return new BlockUnit(new NDList(weights.subList(first * tensors, last * tensors)), heads, form, dropout, mode);
    }
}

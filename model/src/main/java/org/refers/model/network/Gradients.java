package org.refers.model.network;

import ai.djl.ndarray.NDList;

/**
 * Gradients of some parameters, in their order. An engine may hold them itself: a tensor of DJL's for each, in each step, takes as
 * long as a small network's update.
 */
public interface Gradients extends AutoCloseable {

    /** Those of neighbouring parameters; for as long as these are not closed. */
    Gradients part(int first, int count);

    /** Gives up what was made for one step. */
    @Override
    void close();

    /**
     * Gradients that stay with their parameters.
     *
     * @param list a tensor a parameter
     */
    record Tensors(NDList list) implements Gradients {

        @Override
        public Gradients part(int first, int count) {
            return new Tensors(new NDList(list.subList(first, first + count)));
        }

        @Override
        public void close() {
            // Backward passes add to them as long as their parameters live.
        }
    }
}

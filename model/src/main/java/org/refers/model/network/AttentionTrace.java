package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Collects the attention weights of every block, in order, for attention rollout. */
public final class AttentionTrace {

    private final List<NDArray> weights = new ArrayList<>();

    void add(NDArray blockWeights) {
        weights.add(blockWeights);
    }

    /** One tensor (I, H, 1+N, 1+N) a block; rows are the tokens that look, columns those looked at. */
    public List<NDArray> weights() {
        return List.copyOf(weights);
    }
}

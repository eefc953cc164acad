package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Collects the attention weights of every block or layer, in order. */
public final class AttentionTrace {

    private final List<NDArray> weights = new ArrayList<>();

    void add(NDArray blockWeights) {
        weights.add(blockWeights);
    }

    /** One tensor (B, H, T, S) a block; rows are the tokens that look, columns those looked at. */
    public List<NDArray> weights() {
        return List.copyOf(weights);
    }
}

package org.refers.model.network;

/** How the views of a study are weighed against each other. */
public enum Fusion {
    /** One weight a view: softmax of a two-layer perceptron on the view features. */
    SOFTMAX_MLP,
    /** One independent sigmoid gate a view and patch. */
    SIGMOID_GATES,
    /** The gate of view 1 for all views, as the published weights very probably were trained. */
    SHARED_GATE,
    /** No weights: every view counts fully. With one view, the ablation without fusion. */
    NONE;

    /** Whether the weights differ from patch to patch. */
    public boolean isPerPatch() {
        return this == SIGMOID_GATES || this == SHARED_GATE;
    }
}

package org.refers.model.torch;

/** In what the large products of a training step are computed. Weights, sums of gradients and updates are always fp32. */
public enum Precision {
    /** Single precision throughout. */
    FP32,
    /**
     * Inputs and weights of linear layers and attention are rounded to bfloat16, as PyTorch's autocast does;
     * normalisations, residual sums, losses and small heads stay in single precision, and so does all evaluation.
     */
    BF16
}

package org.refers.training.loss;

import ai.djl.ndarray.NDArray;
import org.refers.model.network.Kernels;

/**
 * Binary cross entropy of findings, averaged over the labels that are known. A label that is not a number is not known;
 * it is neither present nor absent and gives no gradient.
 */
public final class FindingLoss {

    private final Kernels kernels;

    /** Creates the loss. */
    public FindingLoss(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * The loss of a batch, in the form softplus(x) - x y, which no score can overflow and whose gradient is right at 0 too.
     *
     * @param logits scores, (B, K)
     * @param labels 1 present, 0 absent, NaN not known, (B, K)
     * @return a scalar; 0 if no label is known
     */
    public NDArray evaluate(NDArray logits, NDArray labels) {
        if (!logits.getShape().equals(labels.getShape())) {
            throw new IllegalArgumentException("logits are " + logits.getShape() + ", labels are " + labels.getShape());
        }
        return kernels.findingCrossEntropy(logits, labels);
    }
}

package org.refers.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;

/**
 * Binary cross entropy of findings, averaged over the labels that are known. A label that is not a number is not known;
 * it is neither present nor absent and gives no gradient.
 */
public final class FindingLoss {

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
        NDArray unknown = labels.isNaN();
        NDArray known = unknown.logicalNot().toType(DataType.FLOAT32, false);
        NDArray truth = NDArrays.where(unknown, labels.zerosLike(), labels);
        NDArray loss = Activation.softPlus(logits).sub(logits.mul(truth));
        return loss.mul(known).sum().div(known.sum().maximum(1));
    }
}

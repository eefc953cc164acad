package org.refers.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.WordScores;

/** Negative log-probability of each next report token, averaged over all tokens of the batch that are not padding. */
public final class ReportLoss {

    private final long padding;
    private final Kernels kernels;

    /** Creates the loss; targets equal to {@code padding} do not count. */
    public ReportLoss(long padding, Kernels kernels) {
        this.padding = padding;
        this.kernels = kernels;
    }

    /**
     * The loss of a batch.
     *
     * @param logits scores of token t+1 at t, (B, T, vocabulary) or (B, T-1, vocabulary): those at T predict nothing
     * @param tokens report tokens, int64 (B, T)
     */
    public NDArray evaluate(NDArray logits, NDArray tokens) {
        Shape shape = logits.getShape();
        long targets = tokens.getShape().get(1) - 1;
        if (shape.get(0) != tokens.getShape().get(0) || shape.get(1) < targets || shape.get(1) > targets + 1) {
            throw new IllegalArgumentException("logits are " + shape + ", tokens are " + tokens.getShape());
        }
        NDArray scores = shape.get(1) == targets ? logits : logits.split(new long[]{targets}, 1).get(0);
        try (NDArray rows = scores.reshape(-1, shape.get(2))) {
            return kernels.crossEntropy(rows, next(tokens), padding);
        }
    }

    /**
     * The loss of a batch whose scores are not multiplied out.
     *
     * @param scores of token t+1 at t, for (B, T-1) places
     * @param tokens report tokens, int64 (B, T)
     */
    public NDArray evaluate(WordScores scores, NDArray tokens, Mode mode) {
        Shape shape = scores.states().getShape();
        if (shape.get(0) != tokens.getShape().get(0) || shape.get(1) != tokens.getShape().get(1) - 1) {
            throw new IllegalArgumentException("states are " + shape + ", tokens are " + tokens.getShape());
        }
        return kernels.wordCrossEntropy(scores.rows(), next(tokens), padding, mode);
    }

    private static NDArray next(NDArray tokens) {
        return tokens.split(new long[]{1}, 1).get(1).reshape(-1);
    }
}

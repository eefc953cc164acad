package org.refers.training.loss;

import ai.djl.ndarray.NDArray;
import org.refers.model.network.Kernels;
import org.refers.model.network.ObjectiveConfig;
import org.refers.model.network.Scalars;

/**
 * Contrast between studies and reports (Zhou et al. 2022, cross-supervision by study-report pairs): the report of a
 * study shall be more similar to it than the other reports of the batch, and, where the other direction has a weight,
 * the study to its report than the other studies.
 */
public final class ContrastiveLoss {

    /** Shorter vectors count as this long, so that a zero vector has similarity 0 instead of none. */
    private static final double SHORTEST = 1e-8;

    private final ObjectiveConfig config;
    private final Kernels kernels;

    /** Creates the loss. */
    public ContrastiveLoss(ObjectiveConfig config, Kernels kernels) {
        this.config = config;
        this.kernels = kernels;
    }

    /**
     * Cosine similarity over temperature.
     *
     * @param studies study vectors, (B, C)
     * @param texts text vectors, (B, C)
     * @return (B, B), studies down, texts across
     * @throws IllegalArgumentException if the two shapes differ
     */
    public NDArray similarity(NDArray studies, NDArray texts) {
        if (!studies.getShape().equals(texts.getShape())) {
            throw new IllegalArgumentException("studies are " + studies.getShape() + ", texts are " + texts.getShape());
        }
        double factor = 1 / config.temperature();
        return kernels.similarity(studies, texts, factor, SHORTEST).orElseGet(() -> Scalars.mul(
                studies.normalize(2, 1, SHORTEST).matMul(texts.normalize(2, 1, SHORTEST).transpose()), factor));
    }

    /**
     * The loss of a batch in which row i of both sides belongs together.
     *
     * @param similarity as {@link #similarity} gives it, (B, B)
     */
    public NDArray evaluate(NDArray similarity) {
        return kernels.contrast(similarity, config).orElseGet(() -> byOperators(similarity));
    }

    private NDArray byOperators(NDArray similarity) {
        NDArray loss = Scalars.mul(matching(similarity, 1), config.imageToText());
        if (config.textToImage() == 0) {
            return loss;
        }
        NDArray other = Scalars.mul(matching(similarity, 0), config.textToImage());
        return loss.add(config.textToImageGradient() ? other : other.stopGradient());
    }

    /** Mean negative log-probability of the right partner, by log-sum-exp. */
    private static NDArray matching(NDArray similarity, int axis) {
        long studies = similarity.getShape().get(0);
        NDArray diagonal = similarity.getManager().eye((int) studies);
        return Scalars.mul(similarity.logSoftmax(axis).mul(diagonal).sum(), -1.0 / studies);
    }
}

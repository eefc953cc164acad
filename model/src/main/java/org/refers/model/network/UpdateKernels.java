package org.refers.model.network;

import ai.djl.ndarray.NDList;

/**
 * In-place arithmetic on whole lists of tensors, as optimizers need it. {@link EagerUpdates} is the definition; an
 * engine may do a list in one go. Gradients must not be recorded while these run.
 */
public interface UpdateKernels {

    /**
     * One step of gradient descent with momentum: d = g + decay * w; v = momentum * v + d; w -= rate * v.
     *
     * @param velocities v, as long as the weights; zero before the first step, which makes the first v = d
     */
    void sgd(NDList weights, NDList gradients, NDList velocities, SgdRates rates);

    /**
     * Rates of one step.
     *
     * @param rate learning rate
     * @param momentum share of the old velocity that stays
     * @param decay coupled weight decay
     */
    record SgdRates(double rate, double momentum, double decay) {
    }

    /**
     * One step of AdamW (Loshchilov and Hutter 2019): w *= 1 - rate * decay, then Adam with bias correction.
     *
     * @param means running mean of the gradients
     * @param squares running mean of their squares
     */
    void adamW(NDList weights, NDList gradients, NDList means, NDList squares, AdamRates rates);

    /**
     * Rates of one step.
     *
     * @param rate learning rate
     * @param beta1 share of the old mean that stays
     * @param beta2 share of the old mean square that stays
     * @param epsilon added to the root of the mean square
     * @param decay decoupled weight decay
     * @param step number of this step, from 1
     */
    record AdamRates(double rate, double beta1, double beta2, double epsilon, double decay, long step) {
    }

    /** The Euclidean norm of all values of all tensors together. */
    double norm(NDList arrays);

    /** Multiplies every value. */
    void scale(NDList arrays, double factor);

    /** Sets every value to zero, whatever it was: a NaN too. */
    void zero(NDList arrays);

    /** Moves each slow tensor towards its fast one, slow += alpha * (fast - slow), and sets the fast one to the result. */
    void mix(NDList slow, NDList fast, double alpha);

    /** Copies values. */
    void copy(NDList from, NDList into);
}

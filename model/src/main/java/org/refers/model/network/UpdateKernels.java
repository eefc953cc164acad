package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Optional;

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
    void sgd(NDList weights, Gradients gradients, NDList velocities, SgdRates rates);

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
    void adamW(NDList weights, Gradients gradients, NDList means, NDList squares, AdamRates rates);

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

    /**
     * One step of Muon (Jordan et al. 2024) on linear maps of one shape: v = momentum * v + (1 - momentum) * g; of the mix
     * (1 - momentum) * g + momentum * v the nearest orthogonal map O, about, by five Newton-Schulz steps; w *= 1 - rate *
     * decay; w -= rate * 0.2 * sqrt(max(rows, columns)) * O, which changes a value by as much as AdamW would (Liu et al.
     * 2025).
     *
     * @param weights tensors that hold one or more maps of rows x columns on top of each other
     * @param velocities v, as long as the weights
     */
    void muon(NDList weights, Gradients gradients, NDList velocities, MuonRates rates);

    /**
     * Shape and rates of one step.
     *
     * @param rows outputs of each map
     * @param columns inputs of each map
     * @param rate learning rate
     * @param momentum share of the old velocity that stays
     * @param decay decoupled weight decay
     */
    record MuonRates(long rows, long columns, double rate, double momentum, double decay) {

        /** Of x in the polynomial that drives singular values towards 1; Jordan's coefficients. */
        public static final double LINEAR = 3.4445;
        /** Of x to the third. */
        public static final double CUBIC = -4.7750;
        /** Of x to the fifth. */
        public static final double QUINTIC = 2.0315;
        /** Steps of the polynomial: singular values then lie between about 0.7 and 1.2. */
        public static final int ITERATIONS = 5;
        private static final double ADAM_CHANGE = 0.2;

        /** By how much an orthogonal map is scaled before it is taken off. */
        public double step() {
            return rate * ADAM_CHANGE * Math.sqrt(Math.max(rows, columns));
        }
    }

    /**
     * The tensor into which backward passes add a parameter's gradient: the same one for as long as the parameter lives,
     * since they add in place. Empty before the first backward pass that reaches the parameter, and from an engine that
     * cannot tell. It lives as long as the parameter.
     */
    default Optional<NDArray> gradient(NDArray parameter) {
        return Optional.empty();
    }

    /**
     * The gradients of a loss as new tensors, whose memory is free again once they are closed: none is taken for them while the
     * next step computes its outputs. Gradients that stay with their parameters are left as they are.
     *
     * @param loss a scalar with its graph, which is given up
     * @param parameters what it is differentiated by; zero where it does not depend on one
     * @return empty from an engine that can only add them to those that stay
     */
    default Optional<Gradients> gradients(NDArray loss, NDList parameters) {
        return Optional.empty();
    }

    /** The Euclidean norm of all values of all gradients together. */
    double norm(Gradients gradients);

    /** Multiplies every value; the result takes the place of what was given, which may be changed or closed. */
    Gradients scaled(Gradients gradients, double factor);

    /** Sets every value to zero, whatever it was: a NaN too. */
    void zero(NDList arrays);

    /** Moves each slow tensor towards its fast one, slow += alpha * (fast - slow), and sets the fast one to the result. */
    void mix(NDList slow, NDList fast, double alpha);

    /** Copies values. */
    void copy(NDList from, NDList into);
}

package org.refers.model.network;

import ai.djl.ndarray.NDArray;

/** The non-linearities of the method's perceptrons. */
public enum Activation {
    /** max(x, 0). */
    RELU,
    /** x times the normal distribution function of x, by the error function and not its tanh approximation. */
    GELU;

    /** Applies the function to every element. */
    public NDArray apply(NDArray x) {
        return switch (this) {
            case RELU -> ai.djl.nn.Activation.relu(x);
            case GELU -> ai.djl.nn.Activation.gelu(x);
        };
    }
}

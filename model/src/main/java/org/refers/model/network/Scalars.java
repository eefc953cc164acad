package org.refers.model.network;

import ai.djl.ndarray.NDArray;

/**
 * Multiplication of tensors by plain numbers, in the form that gradients need.
 *
 * <p>{@code x.mul(0.5)} must not be used on a tensor that gradients flow through. The engine makes a tensor of the number
 * in a Java buffer and lets go of it at once, but the recorded graph still points there: when the garbage collector runs
 * before the backward pass, the gradient is multiplied by whatever stands in that memory then. Here the number's tensor
 * lives as long as the surrounding {@link ai.djl.ndarray.NDScope}.
 */
public final class Scalars {

    private Scalars() {
    }

    /** The product of a tensor and a number. */
    public static NDArray mul(NDArray x, double factor) {
        return x.mul(x.getManager().create((float) factor));
    }
}

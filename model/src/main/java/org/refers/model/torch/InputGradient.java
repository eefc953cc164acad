package org.refers.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Gradients of a scalar by a tensor, beside any training that goes on in another thread.
 *
 * <p>DJL's own collector is one for the whole program: opening a second one throws in whichever thread comes later, be
 * it the explanation or the run. PyTorch itself keeps the gradient mode per thread, so it is set and put back here.
 */
public final class InputGradient {

    private InputGradient() {
    }

    /**
     * Differentiates by a tensor.
     *
     * @param at where, a tensor of any shape; it is copied
     * @param function from the copy to a scalar; parameters it uses should be frozen, or they collect gradients too
     * @return the gradient, of the shape of {@code at}
     */
    public static NDArray of(NDArray at, UnaryOperator<NDArray> function) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            NDArray leaf = at.duplicate();
            leaf.setRequiresGradient(true);
            NDArray scalar = function.apply(leaf);
            if (!scalar.isScalar()) {
                throw new IllegalArgumentException("a gradient is taken of a scalar, not of " + scalar.getShape());
            }
            NDArray one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType())
                    .toDevice(scalar.getDevice(), false);
            JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
            return leaf.getGradient();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Computes without remembering for a backward pass, whatever the thread did before. */
    public static <T> T without(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}

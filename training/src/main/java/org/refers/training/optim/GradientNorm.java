package org.refers.training.optim;

import ai.djl.ndarray.NDList;
import org.refers.model.network.UpdateKernels;

/** The global norm of gradients and its limit. */
public final class GradientNorm {

    /** PyTorch adds this to the norm before it divides. */
    private static final double EPSILON = 1e-6;

    private GradientNorm() {
    }

    /**
     * Scales gradients so that their Euclidean norm, taken over all of them together, is at most {@code maxNorm}.
     *
     * @return the norm before; not a number if a gradient is not, and then nothing is scaled
     */
    public static double clip(NDList gradients, double maxNorm, UpdateKernels kernels) {
        double norm = kernels.norm(gradients);
        double factor = maxNorm / (norm + EPSILON);
        if (factor < 1) {
            kernels.scale(gradients, factor);
        }
        return norm;
    }
}

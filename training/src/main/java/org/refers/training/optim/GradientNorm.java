package org.refers.training.optim;

/** The limit of gradients' global norm. */
final class GradientNorm {

    /** PyTorch adds this to the norm before it divides. */
    private static final double EPSILON = 1e-6;

    private GradientNorm() {
    }

    /**
     * By what gradients are multiplied so that their Euclidean norm, taken over all of them together, is at most {@code maxNorm}.
     *
     * @param norm of all gradients; where it is not a number, nothing is scaled
     * @return at most 1
     */
    static double factor(double norm, double maxNorm) {
        double factor = maxNorm / (norm + EPSILON);
        return factor < 1 ? factor : 1;
    }
}

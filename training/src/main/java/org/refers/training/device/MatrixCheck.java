package org.refers.training.device;

/**
 * A product of two square matrices in single precision, compared with the same sums in double precision.
 *
 * @param size rows and columns
 * @param seconds the best of a few repetitions, without the first
 * @param gflops billions of floating-point operations a second, two for each multiplication with its addition
 * @param largestError the largest error of the compared entries, relative to the sum of the magnitudes that were added
 */
public record MatrixCheck(int size, double seconds, double gflops, double largestError) {

    /** Half the distance of two floats near 1. */
    private static final double UNIT_ROUNDOFF = 0x1p-24;

    /** Whether the error is within what rounding explains: n additions err by at most n roundings (Higham, 3.1). */
    public boolean right() {
        return largestError <= size * UNIT_ROUNDOFF;
    }
}

package org.refers.model.weights;

import java.util.List;

/** Sizes of arrays that a foreign file claims. */
final class Shapes {

    /** What a Java array takes. */
    private static final long MOST = Integer.MAX_VALUE - 8L;

    private Shapes() {
    }

    /**
     * Number of values of a shape.
     *
     * @throws WeightException if it is negative or more than an array takes
     */
    static int elements(String name, List<Long> shape) throws WeightException {
        long elements = 1;
        for (long extent : shape) {
            if (extent < 0 || extent > MOST) {
                throw new WeightException(name + " claims the shape " + shape);
            }
            elements = Math.multiplyExact(elements, extent);
            if (elements > MOST) {
                throw new WeightException(name + " claims the shape " + shape + ", more than can be read");
            }
        }
        return (int) elements;
    }
}

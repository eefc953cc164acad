package org.refers.model.torch;

import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor of 32-bit floats in a TorchScript archive.
 *
 * @param shape extents, row-major
 * @param values asked for when the archive is written, and again for each further writing
 */
public record ScriptTensor(List<Long> shape, Supplier<float[]> values) {

    /** Creates a tensor; the list is copied. */
    public ScriptTensor {
        shape = List.copyOf(shape);
    }

    /** Number of values. */
    long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}

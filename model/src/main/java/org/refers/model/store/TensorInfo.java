package org.refers.model.store;

import java.util.List;

/**
 * What a safetensors header says of one tensor.
 *
 * @param name the tensor's name
 * @param type number format
 * @param shape extents, outermost first; empty for a scalar
 * @param offset first byte, counted from the start of the file
 * @param elements product of the shape, checked not to overflow
 */
public record TensorInfo(String name, ElementType type, List<Long> shape, long offset, long elements) {

    /** Creates an entry; the shape is copied. */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** The extents as an array. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}

package org.refers.training.compute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside of Java's heap through which a batch reaches the engine. {@code NDManager.create} takes new memory for each
 * array, which is freed only when Java collects, and a long run held a hundred megabytes and more of it. On the processor
 * the tensor is this memory itself, so a buffer serves one tensor at a time: the next one overwrites the last. Not for
 * several threads.
 */
public final class HostBuffer {

    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

    /**
     * The values as a tensor on the manager's device, until this is called again.
     *
     * @param shape as many values as there are
     */
    public NDArray tensor(NDManager manager, float[] values, Shape shape) {
        int size = Math.multiplyExact(values.length, Float.BYTES);
        if (bytes.capacity() < size) {
            bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        }
        bytes.clear().limit(size);
        bytes.asFloatBuffer().put(values);
        return manager.create(bytes, shape, DataType.FLOAT32);
    }
}

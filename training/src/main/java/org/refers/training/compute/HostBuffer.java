package org.refers.training.compute;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.refers.model.network.Kernels;

/**
 * Memory outside of Java's heap through which a batch reaches the engine. {@code NDManager.create} takes new memory for each
 * array, which is freed only when Java collects, and a long run held a hundred megabytes and more of it. On the processor
 * the tensor is this memory itself, so a buffer serves one tensor at a time: the next one overwrites the last. To a graphics
 * card it is sent as {@link Kernels#send} does. Not for several threads.
 */
public final class HostBuffer {

    private final Kernels kernels;
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

    /** Creates an empty buffer. */
    public HostBuffer(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * The values as a tensor on the manager's device, until this buffer is used again.
     *
     * @param shape as many values as there are
     */
    public NDArray tensor(NDManager manager, float[] values, Shape shape) {
        room(Math.multiplyExact(values.length, Float.BYTES)).asFloatBuffer().put(values);
        return tensor(manager, shape, DataType.FLOAT32);
    }

    /**
     * Grey levels as a tensor of unsigned bytes on the manager's device, until this buffer is used again.
     *
     * @param shape as many levels as there are
     */
    public NDArray tensor(NDManager manager, byte[] levels, Shape shape) {
        room(levels.length).duplicate().put(levels);
        return tensor(manager, shape, DataType.UINT8);
    }

    private ByteBuffer room(int size) {
        if (bytes.capacity() < size) {
            bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        }
        return bytes.clear().limit(size);
    }

    private NDArray tensor(NDManager manager, Shape shape, DataType type) {
        if (!manager.getDevice().isGpu()) {
            return manager.create(bytes, shape, type);
        }
        try (NDManager host = manager.newSubManager(Device.cpu())) {
            return kernels.send(host.create(bytes, shape, type), manager);
        }
    }
}

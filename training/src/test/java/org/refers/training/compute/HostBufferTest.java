package org.refers.training.compute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.refers.model.network.EagerKernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class HostBufferTest {

    private static final Shape SHAPE = new Shape(2, 3);

    @Test
    void batchesOfOtherSizesFollowEachOther() {
        HostBuffer buffer = new HostBuffer(new EagerKernels());
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int length : new int[]{6, 2, 60, 4}) {
                float[] values = new float[length];
                for (int i = 0; i < length; i++) {
                    values[i] = length + i / 8f;
                }
                try (NDArray tensor = buffer.tensor(manager, values, new Shape(2, length / 2))) {
                    assertArrayEquals(values, tensor.toFloatArray());
                }
            }
        }
    }

    @Test
    void manyBatchesTakeTheMemoryOfOne() {
        HostBuffer buffer = new HostBuffer(new EagerKernels());
        float[] values = new float[6];
        try (NDManager manager = NDManager.newBaseManager()) {
            buffer.tensor(manager, values, SHAPE).close();
            long before = buffers();
            for (int i = 0; i < 50; i++) {
                buffer.tensor(manager, values, SHAPE).close();
            }
            assertEquals(before, buffers());
        }
    }

    @Test
    void greyLevelsAreBytes() {
        HostBuffer buffer = new HostBuffer(new EagerKernels());
        byte[] levels = {0, 127, (byte) 128, (byte) 200, (byte) 255, 1};
        try (NDManager manager = NDManager.newBaseManager();
                NDArray tensor = buffer.tensor(manager, levels, SHAPE)) {
            assertEquals(DataType.UINT8, tensor.getDataType());
            assertArrayEquals(new int[]{0, 127, 128, 200, 255, 1}, tensor.toType(DataType.INT32, true).toIntArray());
        }
    }

    private static long buffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getCount).sum();
    }
}

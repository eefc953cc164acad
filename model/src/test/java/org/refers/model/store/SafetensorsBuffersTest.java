package org.refers.model.store;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

class SafetensorsBuffersTest {

    @TempDir
    private Path folder;

    private static long nativeBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getTotalCapacity).sum();
    }

    /** Native buffers wait for the collector: half a megabyte a tensor was 90 MB a checkpoint. */
    @Test
    void writingManyTensorsLeavesNoNativeBuffers() throws IOException {
        SafetensorsWriter writer = Safetensors.writer();
        for (int i = 0; i < 200; i++) {
            writer.floats("tensor" + i, new long[]{64}, new float[64]);
        }
        writer.write(folder.resolve("first.safetensors"));
        long before = nativeBytes();
        for (int i = 0; i < 5; i++) {
            writer.write(folder.resolve("file" + i + ".safetensors"));
        }
        assertTrue(nativeBytes() - before < 1_000_000, () -> "grown by " + (nativeBytes() - before));
    }
}

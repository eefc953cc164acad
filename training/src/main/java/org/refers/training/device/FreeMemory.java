package org.refers.training.device;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory programs can still get. */
public interface FreeMemory {

    /** Bytes of main memory that this process can have, those it has already among them; empty where nobody tells. */
    OptionalLong forThisProcess();

    /** Bytes of main memory that a process can have that is yet to be started; empty where nobody tells. */
    default OptionalLong forAnotherProcess() {
        return forThisProcess();
    }

    /** Bytes that are free on a graphics card; empty where nobody tells. */
    OptionalLong on(Device card);

    /** The memory of this machine, as the system and the driver tell. */
    static FreeMemory ofSystem() {
        MainMemory main = new MainMemory(Path.of("/"));
        return new FreeMemory() {

            @Override
            public OptionalLong forThisProcess() {
                return main.forThisProcess();
            }

            @Override
            public OptionalLong forAnotherProcess() {
                return main.forAnotherProcess();
            }

            @Override
            public OptionalLong on(Device card) {
                try {
                    MemoryUsage usage = CudaUtils.getGpuMemory(card);
                    return OptionalLong.of(usage.getMax() - usage.getUsed());
                } catch (RuntimeException | LinkageError untold) {
                    return OptionalLong.empty();
                }
            }
        };
    }
}

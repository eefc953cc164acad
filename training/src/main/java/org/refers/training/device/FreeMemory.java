package org.refers.training.device;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** How much memory programs can still get, and how much of it is in use. */
public interface FreeMemory {

    /** Bytes of main memory that this process can have, those it has already among them; empty where nobody tells. */
    OptionalLong forThisProcess();

    /** Bytes of main memory that a process can have that is yet to be started; empty where nobody tells. */
    default OptionalLong forAnotherProcess() {
        return forThisProcess();
    }

    /** Bytes that are free on a graphics card; empty where nobody tells. */
    OptionalLong on(Device card);

    /** What is in use of a device's memory: of main memory by this process, of a card's by all. */
    MemoryUse inUse(Device device);

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
                return usage(card).map(usage -> OptionalLong.of(usage.getMax() - usage.getUsed()))
                        .orElse(OptionalLong.empty());
            }

            @Override
            public MemoryUse inUse(Device device) {
                if (!device.isGpu()) {
                    return main.ofThisProcess();
                }
                // PyTorch keeps what it once took, so that what is in use is the most so far, but for other programs.
                return usage(device).map(usage -> OptionalLong.of(usage.getUsed()))
                        .map(used -> new MemoryUse(used, OptionalLong.empty())).orElse(MemoryUse.UNKNOWN);
            }

            private static Optional<MemoryUsage> usage(Device card) {
                try {
                    return Optional.of(CudaUtils.getGpuMemory(card));
                } catch (RuntimeException | LinkageError untold) {
                    return Optional.empty();
                }
            }
        };
    }
}

package org.refers.app.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the system says of NVIDIA cards, before PyTorch is asked.
 *
 * @param smi the driver's own tool
 * @param driverLibrary whether the driver's library for programs is there
 * @param kernelModule whether the driver's part in Linux's kernel is loaded
 * @param runtime CUDA's runtime
 */
public record GpuFacts(NvidiaSmi smi, boolean driverLibrary, boolean kernelModule, CudaRuntime runtime) {

    /** Looks below a root, which is {@code /} but in tests. */
    public static GpuFacts find(Path root, Libraries libraries, ToolRunner tools, CudaRuntime runtime) {
        boolean library = libraries.find("libcuda.so").or(() -> libraries.find("nvcuda.dll")).isPresent();
        return new GpuFacts(NvidiaSmi.ask(tools), library, Files.isDirectory(root.resolve("proc/driver/nvidia")),
                runtime);
    }

    /** Whether anything speaks for a driver. */
    public boolean anyDriver() {
        return smi.installed() || driverLibrary || kernelModule;
    }
}

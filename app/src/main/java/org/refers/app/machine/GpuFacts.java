package org.refers.app.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the system says of NVIDIA GPUs, before PyTorch is asked.
 *
 * @param gpus name, driver version and memory, a line each, as the driver's own tool prints them
 * @param driverLibrary the driver's library for programs, if it is there
 * @param runtimeLibrary CUDA's runtime library, if it is there
 */
public record GpuFacts(List<String> gpus, Optional<Path> driverLibrary, Optional<Path> runtimeLibrary) {

    /** Creates the facts. */
    public GpuFacts {
        gpus = List.copyOf(gpus);
    }

    /** Asks the driver's tool, if there is one, and looks for the libraries. */
    public static GpuFacts find(Libraries libraries, ToolRunner tools) {
        List<String> gpus;
        try {
            gpus = tools.lines("nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader");
        } catch (IOException absent) {
            // Most machines have no such tool; that is an answer, not a fault.
            gpus = List.of();
        }
        Optional<Path> driver = libraries.find("libcuda.so").or(() -> libraries.find("nvcuda.dll"));
        Optional<Path> runtime = libraries.find("libcudart.so").or(() -> libraries.find("cudart64"));
        return new GpuFacts(gpus, driver, runtime);
    }

    /** One or two sentences for a person. */
    public String words(boolean usable) {
        if (usable) {
            return "PyTorch sees the GPU: " + String.join("; ", gpus) + ".";
        }
        if (gpus.isEmpty() && driverLibrary.isEmpty()) {
            return "No NVIDIA driver was found; the program computes on the CPU.";
        }
        String what = gpus.isEmpty()
                ? "The NVIDIA driver's library is there"
                : "There is a GPU ("
                        + String.join("; ", gpus) + ")";
        return what + ", but this program's PyTorch cannot use it: " + (runtimeLibrary.isEmpty()
                ? "CUDA's runtime library was not found."
                : "it was started with the CPU's libraries.")
                + " Runs with --device cuda:0 will be refused, not moved to the CPU.";
    }
}

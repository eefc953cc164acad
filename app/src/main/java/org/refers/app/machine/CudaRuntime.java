package org.refers.app.machine;

import java.util.List;
import java.util.Optional;
import org.refers.training.libtorch.TorchLibrary;
import org.refers.training.libtorch.TorchLibrary.Source;

/**
 * The libraries of CUDA's runtime that PyTorch's CUDA library wants beside itself.
 *
 * @param wanted their names on this system
 * @param missing those that were not found
 */
public record CudaRuntime(List<String> wanted, List<String> missing) {

    /** What libtorch of Maven's profile {@code cuda} was linked with. */
    private static final List<String> LINUX = List.of("libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12",
            "libcudnn.so.9", "libcufft.so.11", "libcurand.so.10", "libcusparse.so.12", "libcusolver.so.11",
            "libnvJitLink.so.12", "libcupti.so.12", "libcufile.so.0");

    private static final List<String> WINDOWS = List.of("cudart64_12.dll", "cublas64_12.dll", "cublasLt64_12.dll",
            "cudnn64_9.dll", "cufft64_11.dll", "curand64_10.dll", "cusparse64_12.dll", "cusolver64_11.dll",
            "nvJitLink_120_0.dll", "cupti64_");

    /** Creates the facts. */
    public CudaRuntime {
        wanted = List.copyOf(wanted);
        missing = List.copyOf(missing);
    }

    /**
     * Looks for them where the system looks, and in the library's own folder.
     *
     * @param library empty where it is not known; then what the system has is told
     */
    public static CudaRuntime find(Optional<TorchLibrary> library, Libraries libraries, boolean windows) {
        if (library.isPresent() && !library.get().isCuda()) {
            return new CudaRuntime(List.of(), List.of());
        }
        // Others bring the runtime along under names of their own; whether it is whole, loading them shows.
        boolean bringsItsOwn = library.map(TorchLibrary::source)
                .filter(source -> source == Source.LOCAL || source == Source.DOWNLOADED).isPresent();
        if (bringsItsOwn) {
            return new CudaRuntime(List.of(), List.of());
        }
        Libraries all = library.flatMap(TorchLibrary::folder).map(libraries::with).orElse(libraries);
        List<String> wanted = windows ? WINDOWS : LINUX;
        return new CudaRuntime(wanted, wanted.stream().filter(name -> all.find(name).isEmpty()).toList());
    }
}

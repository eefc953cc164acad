package org.refers.training.libtorch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.refers.training.libtorch.TorchLibrary.Source;

/**
 * CUDA's libraries, loaded before DJL loads libtorch. Windows looks for what a library needs among those that are loaded and on the
 * PATH, not beside it, and DJL loads them in no order and leaves cuDNN 9 out. On Linux each library names its own folder.
 */
@SuppressWarnings("restricted") // because loading native code is what it is for, and every launcher allows it
final class WindowsPreload {

    /** Beginnings of names, each after those it needs. */
    private static final List<String> ORDER = List.of("cudart64", "nvrtc-builtins", "nvrtc64", "nvJitLink",
            "cublasLt64",
            "cublas64", "cusparse64", "cusolver64", "cufft64", "curand64", "cupti64", "cudnn_graph64", "cudnn_ops64",
            "cudnn_heuristic64", "cudnn_engines", "cudnn_cnn64", "cudnn_adv64", "cudnn64");

    private WindowsPreload() {
    }

    /** Loads what lies in the folder of a library that this program unpacked; elsewhere than on Windows, nothing. */
    static void load(TorchLibrary library) throws LibtorchException {
        Optional<Path> folder = library.folder();
        boolean ours = library.source() == Source.CUDA_JAR || library.source() == Source.INSTALLED;
        if (!LibraryJars.isWindows() || !ours || folder.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            for (String name : inOrder(files.map(file -> file.getFileName().toString()).sorted().toList())) {
                System.load(folder.get().resolve(name).toAbsolutePath().toString());
            }
        } catch (IOException | UnsatisfiedLinkError refused) {
            throw new LibtorchException("CUDA's libraries in " + folder.get().getFileName() + " cannot be loaded: "
                    + refused.getMessage() + ".", refused);
        }
    }

    static List<String> inOrder(List<String> names) {
        List<String> ordered = new ArrayList<>();
        for (String beginning : ORDER) {
            names.stream().filter(name -> name.startsWith(beginning)).forEach(ordered::add);
        }
        return ordered;
    }
}

package org.refers.training.libtorch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.libtorch.TorchLibrary.Source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which library is taken, from each source, with files that only bear the names of libraries. */
class TorchLibrariesTest {

    private static final String LIBRARY = System.mapLibraryName("torch");
    private static final String CUDA_LIBRARY = System.mapLibraryName("torch_cuda");

    @TempDir
    private Path folder;

    private final Properties properties = new Properties();
    private final List<String> told = new ArrayList<>();

    private TorchLibrary choose(Map<String, String> environment, Optional<Path> asked) throws LibtorchException {
        return new TorchLibraries(environment, properties).choose(asked, folder.resolve("cache"), told::add);
    }

    private Path libtorch(String name, String version, boolean cuda) throws IOException {
        Path root = folder.resolve(name);
        write(root.resolve("lib").resolve(LIBRARY), "torch");
        if (cuda) {
            write(root.resolve("lib").resolve(CUDA_LIBRARY), "cuda");
        }
        write(root.resolve("build-version"), version + "\n");
        return root;
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void withoutAnythingDjlTakesTheCpuLibraryByItself() throws LibtorchException {
        TorchLibrary library = choose(Map.of(), Optional.empty());

        assertEquals(Source.CPU_JAR, library.source());
        assertFalse(library.isCuda());
        assertFalse(properties.containsKey("PYTORCH_LIBRARY_PATH"));
    }

    @Test
    void aFolderOfTheUserIsTakenAndToldToDjl() throws Exception {
        Path root = libtorch("mine", "2.7.1+cu128", true);

        TorchLibrary library = choose(Map.of(), Optional.of(root));

        assertEquals(new TorchLibrary(Source.LOCAL, "2.7.1+cu128", "cu128", Optional.of(root.resolve("lib"))), library);
        assertEquals(root.resolve("lib").toString(), properties.getProperty("PYTORCH_LIBRARY_PATH"));
        assertEquals("2.7.1", properties.getProperty("PYTORCH_VERSION"));
        assertEquals("cu128", properties.getProperty("PYTORCH_FLAVOR"));
        assertEquals(library, choose(Map.of(), Optional.empty()), "the first choice stands");
        assertThrows(LibtorchException.class,
                () -> choose(Map.of(), Optional.of(libtorch("other", "2.7.1", false))));
    }

    @Test
    void theVariableNamesAFolderForEveryCommand() throws Exception {
        Path root = libtorch("mine", "2.7.1+cpu", false);

        assertEquals("cpu", choose(Map.of("REFERS_LIBTORCH", root.toString()), Optional.empty()).flavor());
    }

    @Test
    void pythonsTorchFolderSaysItsVersionInPython() throws Exception {
        Path root = folder.resolve("torch");
        write(root.resolve("lib").resolve(LIBRARY), "torch");
        write(root.resolve("version.py"), "from typing import Optional\n__version__ = '2.7.1+cu126'\n");

        assertEquals("2.7.1+cu126", choose(Map.of(), Optional.of(root)).version());
    }

    @Test
    void anyOtherReleaseIsRefusedBeforeItCanCrash() throws Exception {
        for (String version : List.of("2.7.0+cu128", "2.7.10", "2.13.0+cpu", "2.7", "")) {
            Path root = libtorch("v" + version, version, true);
            LibtorchException refused = assertThrows(LibtorchException.class,
                    () -> choose(Map.of(), Optional.of(root)), version);
            assertTrue(refused.sentence().contains("2.7.1"), refused.sentence());
        }
        Path silent = folder.resolve("silent");
        write(silent.resolve("lib").resolve(LIBRARY), "torch");
        assertTrue(assertThrows(LibtorchException.class, () -> choose(Map.of(), Optional.of(silent))).sentence()
                .contains("does not say its version"));
        assertTrue(assertThrows(LibtorchException.class, () -> choose(Map.of(), Optional.of(folder.resolve("none"))))
                .sentence().contains("holds no"));
    }

    /** DJL would let these count more than the choice. */
    @Test
    void variablesOfDjlThatContradictAreRefused() throws Exception {
        Path root = libtorch("mine", "2.7.1", false);
        Path other = libtorch("other", "2.7.1", false);
        for (Map<String, String> environment : List.of(Map.of("PYTORCH_VERSION", "2.5.1"),
                Map.of("PYTORCH_FLAVOR", "cu121"), Map.of("PYTORCH_LIBRARY_PATH", other.resolve("lib").toString()))) {
            LibtorchException refused = assertThrows(LibtorchException.class,
                    () -> choose(environment, Optional.of(root)));
            assertTrue(refused.sentence().contains("unset it"), refused.sentence());
        }
        assertEquals(Source.LOCAL,
                choose(Map.of("PYTORCH_LIBRARY_PATH", other.resolve("lib").toString()), Optional.empty()).source());
    }

    @Test
    void theInstallersLibraryIsKnownByItsProperty() throws Exception {
        properties.setProperty("PYTORCH_LIBRARY_PATH", folder.resolve("natives").toString());
        properties.setProperty("PYTORCH_FLAVOR", "cu128");

        TorchLibrary library = choose(Map.of(), Optional.empty());

        assertEquals(Source.INSTALLED, library.source());
        assertTrue(library.isCuda());
        assertEquals(Optional.of("natives"), library.folderName());
    }

    private void jars(boolean runtime) throws IOException {
        List<Path> jars = new ArrayList<>();
        jars.add(jar("pytorch-2.7.1-1.5.12-linux-x86_64-gpu.jar", "org/bytedeco/pytorch/linux-x86_64-gpu/libtorch.so",
                "org/bytedeco/pytorch/linux-x86_64-gpu/libtorch_cuda.so",
                "org/bytedeco/pytorch/linux-x86_64-gpu/libjnitorch.so",
                "org/bytedeco/pytorch/linux-x86_64-gpu/../../../../../libtorch_evil.so"));
        jars.add(jar("openblas-0.3.30-1.5.12-linux-x86_64.jar", "org/bytedeco/openblas/linux-x86_64/libopenblas.so.0",
                "org/bytedeco/openblas/linux-x86_64/libgcc_s.so.1"));
        if (runtime) {
            jars.add(jar("cuda-redist-12.9-9.10-1.5.12-linux-x86_64.jar",
                    "org/bytedeco/cuda/linux-x86_64/libcudart.so.12",
                    "org/bytedeco/cuda/linux-x86_64/libcufile.so.0",
                    "org/bytedeco/cuda/windows-x86_64/cupti64_2025.2.1.dll",
                    "org/bytedeco/cuda/linux-x86_64/libcufile_rdma.so.1",
                    "org/bytedeco/cuda/linux-x86_64/libnvrtc-builtins.so.12.9",
                    "org/bytedeco/cuda/linux-x86_64/libcufftw.so.11"));
            jars.add(jar("cuda-12.6-9.5-1.5.11-linux-x86_64-redist.jar",
                    "org/bytedeco/cuda/linux-x86_64/libcudart.so.12",
                    "org/bytedeco/cuda/linux-x86_64/libcublasLt.so.12",
                    "org/bytedeco/cuda/linux-x86_64/libcusolverMg.so.11"));
        }
        properties.setProperty("java.class.path",
                String.join(File.pathSeparator, jars.stream().map(Path::toString).toList()));
    }

    private Path jar(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write((name + entry).getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return file;
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theJarsOfTheCudaProfileAreUnpackedOnce() throws Exception {
        jars(true);

        TorchLibrary library = choose(Map.of(), Optional.empty());

        assertEquals(Source.CUDA_JAR, library.source());
        assertEquals("cu128", library.flavor());
        Path unpacked = library.folder().orElseThrow();
        assertEquals(
                List.of("cupti64_2025.2.1.dll", "files.txt", "libcublasLt.so.12", "libcudart.so.12", "libcufile.so.0",
                        "libnvrtc-builtins.so.12.9", "libopenblas.so.0", "libtorch.so", "libtorch_cuda.so"),
                names(unpacked));
        assertTrue(Files.readString(unpacked.resolve("libcudart.so.12")).startsWith("cuda-redist-12.9"));
        assertEquals(List.of(unpacked.getFileName().toString()), names(unpacked.getParent()), "nothing else is left");
        assertEquals(4, told.size());

        properties.remove("refers.libtorch.source");
        properties.remove("PYTORCH_LIBRARY_PATH");
        assertEquals(library, choose(Map.of(), Optional.empty()));
        assertEquals(4, told.size(), "a whole copy is used as it is");
    }

    /** The names are those of Windows' jars. */
    @Test
    void onWindowsEachLibraryComesAfterThoseItNeeds() {
        List<String> order = WindowsPreload.inOrder(List.of("c10.dll", "cublas64_12.dll", "cublasLt64_12.dll",
                "cudart64_12.dll", "cudnn64_9.dll", "cudnn_engines_precompiled64_9.dll", "cudnn_graph64_9.dll",
                "cudnn_ops64_9.dll", "cupti64_2025.2.1.dll", "cusparse64_12.dll", "nvJitLink_120_0.dll", "torch.dll"));

        assertEquals(List.of("cudart64_12.dll", "nvJitLink_120_0.dll", "cublasLt64_12.dll", "cublas64_12.dll",
                "cusparse64_12.dll", "cupti64_2025.2.1.dll", "cudnn_graph64_9.dll", "cudnn_ops64_9.dll",
                "cudnn_engines_precompiled64_9.dll", "cudnn64_9.dll"), order);
    }

    @Test
    void aDamagedCopyIsMadeAnewAndOtherJarsHaveAnotherFolder() throws Exception {
        jars(false);
        Path first = choose(Map.of(), Optional.empty()).folder().orElseThrow();
        Files.writeString(first.resolve("libtorch.so"), "cut off");
        properties.remove("refers.libtorch.source");
        properties.remove("PYTORCH_LIBRARY_PATH");

        assertEquals(first, choose(Map.of(), Optional.empty()).folder().orElseThrow());
        assertTrue(Files.readString(first.resolve("libtorch.so")).endsWith("libtorch.so"));

        jars(true);
        properties.remove("refers.libtorch.source");
        properties.remove("PYTORCH_LIBRARY_PATH");
        assertFalse(first.equals(choose(Map.of(), Optional.empty()).folder().orElseThrow()));
    }

    /** What the user downloaded once is used from then on; only the download itself clears the way to the network. */
    @Test
    void aDownloadGoesToAFolderOfItsOwnAndIsFoundAgain() throws Exception {
        TorchLibrary wanted = new TorchLibraries(Map.of(), properties).chooseDownload(folder.resolve("cache"));
        Path there = wanted.folder().orElseThrow();

        assertFalse(properties.containsKey("PYTORCH_LIBRARY_PATH"), "DJL would take what is there");
        assertTrue(there.startsWith(properties.getProperty("ENGINE_CACHE_DIR")));
        properties.clear();
        assertEquals(Source.CPU_JAR, choose(Map.of(), Optional.empty()).source());

        write(there.resolve(LIBRARY), "torch");
        properties.clear();
        assertEquals(Source.DOWNLOADED, choose(Map.of(), Optional.empty()).source());
    }
}

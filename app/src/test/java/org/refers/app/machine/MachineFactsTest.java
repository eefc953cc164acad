package org.refers.app.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.libtorch.TorchLibrary;
import org.refers.training.libtorch.TorchLibrary.Source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MachineFactsTest {

    private static final TorchLibrary CUDA = new TorchLibrary(Source.CUDA_JAR, "2.7.1", "cu128", Optional.empty());

    @TempDir
    private Path root;

    @Test
    void aBareSystemHasNoWindowAndSaysWhatToInstall() {
        ScreenFacts screen = ScreenFacts.find(root, Map.of(), "Linux", Libraries.of(root, Map.of()));

        assertFalse(screen.usable());
        assertTrue(screen.words().contains("DISPLAY"), screen.words());
        assertTrue(screen.words().contains("install fonts-dejavu-core"), screen.words());
        assertTrue(screen.words().contains("install libgtk-3-0 libpangoft2-1.0-0"), screen.words());
    }

    @Test
    void aSystemWithFontsAndLibrariesHasOne() throws IOException {
        touch("usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
        touch("usr/lib/x86_64-linux-gnu/libgtk-3.so.0");
        touch("usr/lib/x86_64-linux-gnu/libpangoft2-1.0.so.0");

        ScreenFacts screen = ScreenFacts.find(root, Map.of("DISPLAY", ":0"), "Linux", Libraries.of(root, Map.of()));

        assertTrue(screen.usable(), screen.words());
    }

    private static GpuFacts gpu(Path root, ToolRunner tools) {
        Libraries libraries = Libraries.of(root, Map.of());
        return GpuFacts.find(root, libraries, tools, CudaRuntime.find(Optional.of(CUDA), libraries, false));
    }

    @Test
    void noDriverIsAnAnswer() {
        GpuFacts gpu = gpu(root, command -> {
            throw new IOException("no such tool");
        });

        assertFalse(gpu.anyDriver());
        assertFalse(gpu.smi().installed());
    }

    @Test
    void anySignOfADriverCounts() throws IOException {
        ToolRunner none = command -> {
            throw new IOException("no such tool");
        };
        Files.createDirectories(root.resolve("proc/driver/nvidia"));
        assertTrue(gpu(root, none).anyDriver());

        touch("usr/lib/x86_64-linux-gnu/libcuda.so.1");
        assertTrue(gpu(root, none).driverLibrary());
    }

    @Test
    void missingLibrariesOfCudaAreNamed() throws IOException {
        touch("usr/local/cuda/lib64/libcudart.so.12");
        Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.writeString(root.resolve("etc/ld.so.conf.d/cuda.conf"), "# CUDA\n/opt/cuda/lib\n");
        touch("opt/cuda/lib/libcublas.so.12.9.0.13");
        touch("opt/cuda/lib/libcublasLt.so.13");
        CudaRuntime runtime = CudaRuntime.find(Optional.of(CUDA), Libraries.of(root, Map.of()), false);

        assertEquals(11, runtime.wanted().size());
        assertFalse(runtime.missing().contains("libcudart.so.12"));
        assertFalse(runtime.missing().contains("libcublas.so.12"));
        assertTrue(runtime.missing().containsAll(List.of("libcublasLt.so.12", "libcudnn.so.9")), runtime.toString());

        touch("library/libcudnn.so.9");
        TorchLibrary beside = new TorchLibrary(Source.CUDA_JAR, "2.7.1", "cu128", Optional.of(root.resolve("library")));
        assertFalse(CudaRuntime.find(Optional.of(beside), Libraries.of(root, Map.of()), false).missing()
                .contains("libcudnn.so.9"), "the library's own folder counts");
    }

    @Test
    void theCpuLibraryWantsNoRuntime() {
        TorchLibrary cpu = new TorchLibrary(Source.CPU_JAR, "2.7.1", "cpu", Optional.empty());

        assertEquals(List.of(), CudaRuntime.find(Optional.of(cpu), Libraries.of(root, Map.of()), false).wanted());
    }

    @Test
    void diskSpaceIsThatOfTheNearestFolderThatExists() {
        long here = MachineFacts.diskFree(root).orElseThrow();
        long deeper = MachineFacts.diskFree(root.resolve("not/yet/there")).orElseThrow();

        // Others write meanwhile: the two readings are of one disk, not of one moment.
        assertEquals(here, deeper, 1e9);
    }

    @Test
    void theRunningJavaIsDescribed() {
        MachineFacts facts = MachineFacts.find();

        assertTrue(facts.javaVersion().startsWith(System.getProperty("java.version")));
        assertTrue(facts.memoryFree() > 0 && facts.memoryFree() <= facts.memory(), facts.toString());
    }

    private void touch(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }
}

package org.refers.app.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MachineFactsTest {

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

    @Test
    void noDriverIsAnAnswer() {
        GpuFacts gpu = GpuFacts.find(Libraries.of(root, Map.of()), command -> {
            throw new IOException("no such tool");
        });

        assertEquals(List.of(), gpu.gpus());
        assertTrue(gpu.words(false).startsWith("No NVIDIA driver"), gpu.words(false));
    }

    /** The trap that must never be silent: a GPU is there and would not be used. */
    @Test
    void aGpuThatPytorchCannotUseIsNamed() throws IOException {
        touch("usr/lib/x86_64-linux-gnu/libcuda.so.1");
        GpuFacts gpu = GpuFacts.find(Libraries.of(root, Map.of()), command -> List.of("NVIDIA X, 550.54, 24564 MiB"));

        assertTrue(gpu.words(false).contains("NVIDIA X, 550.54, 24564 MiB"), gpu.words(false));
        assertTrue(gpu.words(false).contains("cannot use it"), gpu.words(false));
        assertTrue(gpu.words(true).startsWith("PyTorch sees the GPU"), gpu.words(true));
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

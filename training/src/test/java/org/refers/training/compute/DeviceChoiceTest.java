package org.refers.training.compute;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.cuda.CudaDriver.State;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.libtorch.TorchLibrary;
import org.refers.training.libtorch.TorchLibrary.Source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every pair of library and driver: the CPU is never taken in silence where a graphics card is there. */
class DeviceChoiceTest {

    private static final TorchLibrary CPU = new TorchLibrary(Source.CPU_JAR, "2.7.1", "cpu", Optional.empty());
    private static final TorchLibrary CUDA = new TorchLibrary(Source.CUDA_JAR, "2.7.1", "cu128",
            Optional.of(Path.of("x")));
    private static final GraphicsCard CARD = new GraphicsCard("NVIDIA X", 1L << 34, 8, 9);
    private static final CudaDriver READY = new CudaDriver(State.READY, 12080, List.of(CARD, CARD), Optional.empty());
    private static final CudaDriver BROKEN = new CudaDriver(State.BROKEN, 0, List.of(), Optional.of("it sulks"));
    private static final CudaDriver NO_CARD = new CudaDriver(State.NO_CARD, 12080, List.of(), Optional.of("none"));

    private static String refusal(String device, TorchLibrary library, boolean sees, CudaDriver driver) {
        String sentence = assertThrows(ComputeException.class,
                () -> DeviceChoice.of(device, library, sees, driver)).sentence();
        assertTrue(sentence.contains(device) && sentence.contains("refers doctor"), sentence);
        return sentence;
    }

    @Test
    void autoTakesTheFirstCardThatPytorchSees() throws ComputeException {
        DeviceChoice choice = DeviceChoice.of("auto", CUDA, true, READY);

        assertEquals(new DeviceChoice(Optional.of(0), Optional.empty()), choice);
        assertEquals(Optional.of(1), DeviceChoice.of("cuda:1", CUDA, true, READY).card());
        assertTrue(refusal("cuda:2", CUDA, true, READY).contains("the highest is cuda:1"));
    }

    @Test
    void autoOnTheCpuSaysWhyACardIsLeftUnused() throws ComputeException {
        String cpu = DeviceChoice.of("auto", CPU, false, READY).warning().orElseThrow();
        assertTrue(cpu.contains("NVIDIA X") && cpu.contains("CPU library") && cpu.contains("REFERS_CUDA=full"), cpu);
        String blind = DeviceChoice.of("auto", CUDA, false, READY).warning().orElseThrow();
        assertTrue(blind.contains("up to 12.8"), blind);
        String broken = DeviceChoice.of("auto", CUDA, false, BROKEN).warning().orElseThrow();
        assertTrue(broken.contains("it sulks"), broken);
    }

    @Test
    void withoutACardTheCpuNeedsNoExcuse() throws ComputeException {
        for (CudaDriver driver : List.of(CudaDriver.absent(), NO_CARD)) {
            assertEquals(new DeviceChoice(Optional.empty(), Optional.empty()),
                    DeviceChoice.of("auto", CPU, false, driver));
        }
    }

    @Test
    void theCpuThatWasAskedForIsNoSurprise() throws ComputeException {
        assertEquals(new DeviceChoice(Optional.empty(), Optional.empty()), DeviceChoice.of("cpu", CPU, false, READY));
    }

    @Test
    void aCardThatWasAskedForIsNeverReplaced() {
        assertTrue(refusal("cuda:0", CPU, false, READY).contains("CPU library"));
        assertTrue(refusal("cuda:0", CPU, false, CudaDriver.absent()).contains("no NVIDIA card was found"));
        assertTrue(refusal("cuda:0", CUDA, false, CudaDriver.absent()).contains("no NVIDIA driver"));
        assertTrue(refusal("cuda:0", CUDA, false, BROKEN).contains("it sulks"));
        assertTrue(refusal("cuda:0", CUDA, false, NO_CARD).contains("shows no graphics card"));
        assertTrue(refusal("cuda:0", CUDA, false, READY).contains("cannot use the card"));
        assertThrows(ComputeException.class, () -> DeviceChoice.of("gpu", CUDA, true, READY));
    }

    @Test
    void aMissingLibraryIsNamedWithoutTheFoldersAroundIt() {
        assertEquals("libcudnn.so.9 is missing on this machine",
                TorchEngine.missing("Failed to load PyTorch native library;"
                        + " /data/x/libtorch_cuda.so: libcudnn.so.9: cannot open shared object file: No such file"));
        assertEquals("something else", TorchEngine.missing("something else"));
    }
}

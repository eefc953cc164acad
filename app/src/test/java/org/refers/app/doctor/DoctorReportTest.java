package org.refers.app.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.refers.app.machine.CudaRuntime;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.NvidiaSmi;
import org.refers.app.machine.ProbeOutcome;
import org.refers.app.machine.ScreenFacts;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.EngineState;
import org.refers.training.device.MatrixCheck;
import org.refers.training.device.NetworkCheck;
import org.refers.training.device.StepCheck;
import org.refers.training.libtorch.TorchLibrary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DoctorReportTest {

    private static final long GIB = 1L << 30;

    private static final DeviceCheck CPU = working("cpu");
    private static final TorchLibrary CPU_LIBRARY = new TorchLibrary(TorchLibrary.Source.CPU_JAR, "2.7.1", "cpu",
            Optional.empty());
    private static final TorchLibrary CUDA_LIBRARY = new TorchLibrary(TorchLibrary.Source.CUDA_JAR, "2.7.1", "cu128",
            Optional.empty());
    private static final CudaDriver READY = new CudaDriver(CudaDriver.State.READY, 12080,
            List.of(new GraphicsCard("NVIDIA X", 24L * GIB, 8, 6)), Optional.empty());
    private static final NvidiaSmi SMI = new NvidiaSmi(true, List.of(new NvidiaSmi.Card("NVIDIA X",
            Optional.of("550.54.15"), Optional.of(24564), Optional.of("8.6"))), Optional.empty());

    @Test
    void aWorkingCpuIsReady() {
        DoctorReport report = DoctorReport.of("auto", found(List.of("cpu"), List.of(CPU)));

        assertTrue(report.ready());
        assertEquals("Ready: this machine trains on cpu.", report.verdict());
        assertEquals(List.of("ok", "ok", "ok"), report.steps().stream()
                .filter(step -> step.name().startsWith("cpu, ")).map(DoctorStep::state).toList());
    }

    @Test
    void autoTakesTheGpuThatWorks() {
        DoctorReport report = DoctorReport.of("auto", found(List.of("cpu", "cuda:0"), List.of(CPU, working("cuda:0"))));

        assertEquals("Ready: this machine trains on cuda:0.", report.verdict());
    }

    /** With auto the CPU is a fair choice, but the GPU's failure is in the report. */
    @Test
    void autoNamesTheGpuThatFailed() {
        DeviceCheck broken = new DeviceCheck("cuda:0", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of("out of memory"));

        DoctorReport report = DoctorReport.of("auto", found(List.of("cpu", "cuda:0"), List.of(CPU, broken)));

        assertEquals("Ready: this machine trains on cpu.", report.verdict());
        assertTrue(words(report).contains("out of memory"), words(report));
        assertFalse(report.gpu().usable());
    }

    @Test
    void aGpuThatWasAskedForAndIsNotThereIsNotReplaced() {
        DoctorReport report = DoctorReport.of("cuda:0", found(List.of("cpu"), List.of()));

        assertFalse(report.ready());
        assertTrue(report.verdict().contains("no device cuda:0"), report.verdict());
        assertTrue(report.verdict().contains("NVIDIA driver: none was found"), report.verdict());
    }

    @Test
    void wrongNumbersAreNotReady() {
        DeviceCheck wrong = new DeviceCheck("cpu", Optional.of(new MatrixCheck(1024, 0.1, 20, 0.5)),
                CPU.trainingStep(), CPU.networkSteps(), Optional.empty());

        DoctorReport report = DoctorReport.of("cpu", found(List.of("cpu"), List.of(wrong)));

        assertFalse(report.ready());
        assertTrue(words(report).contains("WRONG"), words(report));
    }

    @Test
    void librariesThatDoNotLoadAreNotReadyAndSayWhy() {
        EngineState broken = new EngineState("", List.of(), Optional.of("libgomp.so.1: cannot open"));
        DoctorReport report = DoctorReport.of("auto", found(noGpu(), new ProbeOutcome(Optional.of(CudaDriver.absent()),
                Optional.of(CPU_LIBRARY), Optional.of(broken), List.of(), Optional.empty())));

        assertFalse(report.ready());
        assertTrue(report.verdict().contains("libgomp.so.1"), report.verdict());
    }

    private static DeviceCheck working(String device) {
        return new DeviceCheck(device, Optional.of(new MatrixCheck(1024, 0.1, 20, 1e-7)),
                Optional.of(new StepCheck(2.3026, 2.29, 0.01, 1e-8)),
                Optional.of(new NetworkCheck(4, 12, 11, 0.1, 240, Optional.empty())), Optional.empty());
    }

    private static DoctorReport.Findings found(List<String> devices, List<DeviceCheck> checks) {
        boolean card = devices.size() > 1;
        return found(card ? gpu(SMI) : noGpu(), new ProbeOutcome(Optional.of(card ? READY : CudaDriver.absent()),
                Optional.of(card ? CUDA_LIBRARY : CPU_LIBRARY),
                Optional.of(new EngineState("2.7.1", devices, Optional.empty())), checks, Optional.empty()));
    }

    private static DoctorReport.Findings found(GpuFacts gpu, ProbeOutcome probe) {
        return new DoctorReport.Findings(machine(), List.of(new DoctorReport.Disk("cache", "there", 2.5)), screen(),
                gpu,
                probe, false);
    }

    private static ProbeOutcome probe(CudaDriver driver, TorchLibrary library, EngineState engine) {
        return new ProbeOutcome(Optional.of(driver), Optional.of(library), Optional.of(engine), List.of(CPU),
                Optional.empty());
    }

    private static String words(DoctorReport report) {
        return report.steps().stream().map(DoctorStep::line).collect(Collectors.joining("\n"));
    }

    private static DoctorStep step(DoctorReport report, String name) {
        return report.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
    }

    private static final EngineState CPU_ONLY = new EngineState("2.7.1", List.of("cpu"), Optional.empty());

    /** No card: said plainly, ready, and nothing later in the chain pretends to have been tried. */
    @Test
    void aMachineWithoutACardIsToldSo() {
        DoctorReport report = DoctorReport.of("auto", found(List.of("cpu"), List.of(CPU)));

        assertEquals("absent", step(report, "NVIDIA driver").state());
        assertEquals("not tried", step(report, "Graphics card").state());
        assertEquals("ok", step(report, "Devices").state());
        assertEquals(3, report.steps().stream().filter(step -> step.name().startsWith("cpu, ")).count());
    }

    @Test
    void aDriverThatIsTooOldStopsTheChain() {
        NvidiaSmi old = new NvidiaSmi(true, List.of(new NvidiaSmi.Card("NVIDIA X", Optional.of("470.256.02"),
                Optional.of(24564), Optional.of("8.6"))), Optional.empty());

        DoctorReport report = DoctorReport.of("auto", found(gpu(old), probe(READY, CUDA_LIBRARY, CPU_ONLY)));

        DoctorStep driver = step(report, "NVIDIA driver");
        assertTrue(driver.isFailed() && driver.words().contains("470.256.02 is too old"), driver.toString());
        assertTrue(String.valueOf(driver.remedy()).contains("525.60.13"), driver.toString());
        assertEquals("not tried", step(report, "Graphics card").state());
        assertEquals("Ready: this machine trains on cpu, and not on its graphics card; what failed is named.",
                report.verdict());
        assertTrue(words(report).contains("-> Install NVIDIA's driver"), words(report));
    }

    @Test
    void driversThatDoNotWorkAreToldInTheirWords() {
        CudaDriver mismatch = new CudaDriver(CudaDriver.State.BROKEN, 0, List.of(), Optional.of("cuInit answers 803"));
        assertTrue(step(DoctorReport.of("auto", found(gpu(SMI), probe(mismatch, CUDA_LIBRARY, CPU_ONLY))),
                "NVIDIA driver").words().contains("803"));
        NvidiaSmi failed = new NvidiaSmi(true, List.of(), Optional.of("nvidia-smi ended with 9: no communication"));
        assertTrue(step(DoctorReport.of("auto", found(gpu(failed), probe(CudaDriver.absent(), CUDA_LIBRARY, CPU_ONLY))),
                "NVIDIA driver").words().contains("no communication"));
        assertTrue(step(DoctorReport.of("auto", found(gpu(SMI), probe(CudaDriver.absent(), CUDA_LIBRARY, CPU_ONLY))),
                "NVIDIA driver").words().contains("libcuda.so.1"));
        CudaDriver ancient = new CudaDriver(CudaDriver.State.READY, 11040, READY.cards(), Optional.empty());
        assertTrue(step(DoctorReport.of("auto", found(gpu(NvidiaSmi.ask(command -> {
            throw new IOException("none");
        })), probe(ancient, CUDA_LIBRARY, CPU_ONLY))), "NVIDIA driver").words().contains("11.4"));
        CudaDriver hidden = new CudaDriver(CudaDriver.State.NO_CARD, 12080, List.of(), Optional.of("none"));
        assertTrue(step(DoctorReport.of("auto", found(gpu(SMI), probe(hidden, CUDA_LIBRARY, CPU_ONLY))),
                "Graphics card").words().contains("nvidia-smi lists NVIDIA X"));
    }

    @Test
    void aCardTooNewForTheLibraryIsToldWhichLibraryToTake() {
        CudaDriver blackwell = new CudaDriver(CudaDriver.State.READY, 12080,
                List.of(new GraphicsCard("NVIDIA B", 1L << 35, 12, 0)), Optional.empty());

        DoctorStep card = step(DoctorReport.of("auto", found(gpu(SMI), probe(blackwell, CUDA_LIBRARY, CPU_ONLY))),
                "Graphics card");
        assertTrue(card.isFailed() && card.words().contains("too new"), card.toString());
        assertTrue(String.valueOf(card.remedy()).contains("--libtorch"), card.toString());
        TorchLibrary own = new TorchLibrary(TorchLibrary.Source.LOCAL, "2.7.1+cu128", "cu128", Optional.empty());
        assertEquals("ok", step(DoctorReport.of("auto", found(gpu(SMI), probe(blackwell, own, CPU_ONLY))),
                "Graphics card").state());
    }

    @Test
    void aCardThatTheCpuLibraryLeavesUnusedIsAWarning() {
        DoctorReport report = DoctorReport.of("auto", found(gpu(SMI), probe(READY, CPU_LIBRARY, CPU_ONLY)));

        assertEquals("warning", step(report, "PyTorch's library").state());
        assertTrue(report.gpu().words().contains("REFERS_CUDA=full"), report.gpu().words());
        assertFalse(report.gpu().usable());
    }

    @Test
    void whatPytorchSaysAgainstACardIsRepeated() {
        EngineState refused = new EngineState("2.7.1", List.of("cpu"), Optional.empty(),
                Optional.of("Error 36: API call is not supported"));
        DoctorStep devices = step(DoctorReport.of("auto", found(gpu(SMI), probe(READY, CUDA_LIBRARY, refused))),
                "Devices");

        assertTrue(devices.isFailed() && devices.words().contains("Error 36"), devices.toString());
    }

    @Test
    void missingLibrariesAreNamed() {
        GpuFacts gpu = new GpuFacts(SMI, true, true,
                new CudaRuntime(List.of("libcudart.so.12", "libcudnn.so.9"), List.of("libcudnn.so.9")));
        DoctorStep runtime = step(DoctorReport.of("auto", found(gpu, probe(READY, CUDA_LIBRARY, CPU_ONLY))),
                "CUDA runtime");

        assertEquals("not found: libcudnn.so.9.", runtime.words());
    }

    @Test
    void aProbeThatDiedSaysWhereAndTheRestIsNotTried() {
        ProbeOutcome loading = new ProbeOutcome(Optional.of(READY), Optional.of(CUDA_LIBRARY), Optional.empty(),
                List.of(), Optional.of("the check's process ended by itself while loading PyTorch (exit code 134)"));
        DoctorReport report = DoctorReport.of("auto", found(gpu(SMI), loading));
        assertFalse(report.ready());
        assertTrue(report.verdict().contains("exit code 134"), report.verdict());
        assertEquals("not tried", step(report, "Devices").state());

        ProbeOutcome computing = new ProbeOutcome(Optional.of(READY), Optional.of(CUDA_LIBRARY),
                Optional.of(new EngineState("2.7.1", List.of("cpu", "cuda:0"), Optional.empty())), List.of(CPU),
                Optional.of("the check's process ended by itself while computing on cuda:0: matrix product"));
        DoctorReport later = DoctorReport.of("auto", found(gpu(SMI), computing));
        assertEquals("Ready: this machine trains on cpu.", later.verdict());
        assertTrue(step(later, "cuda:0").isFailed());
        assertTrue(DoctorReport.of("cuda:0", found(gpu(SMI), computing)).verdict()
                .contains("ended by itself while computing on cuda:0"));
    }

    /** The parts that came out before the process died are known, and the one it died in says so. */
    @Test
    void whatCameOutBeforeTheProbeDiedIsTold() {
        DeviceCheck partly = new DeviceCheck("cuda:0", CPU.matrixProduct(), Optional.empty(), Optional.empty(),
                Optional.empty());
        ProbeOutcome computing = new ProbeOutcome(Optional.of(READY), Optional.of(CUDA_LIBRARY),
                Optional.of(new EngineState("2.7.1", List.of("cpu", "cuda:0", "cuda:1"), Optional.empty())),
                List.of(CPU, partly),
                Optional.of("the check's process ended by itself while computing on cuda:0: training step"));

        DoctorReport report = DoctorReport.of("auto", found(gpu(SMI), computing));

        assertEquals("ok", step(report, "cuda:0, matrix product").state());
        assertTrue(step(report, "cuda:0, training step").words().contains("ended by itself"), words(report));
        assertEquals("not tried", step(report, "cuda:0, network").state());
        assertTrue(report.steps().stream().noneMatch(step -> step.name().startsWith("cuda:1")), words(report));
    }

    private static MachineFacts machine() {
        return new MachineFacts("25 (maker)", "Linux 6, amd64", 2, 8 * GIB, 4 * GIB, 2 * GIB);
    }

    private static ScreenFacts screen() {
        return new ScreenFacts(false, true, List.of());
    }

    private static GpuFacts noGpu() {
        return new GpuFacts(new NvidiaSmi(false, List.of(), Optional.empty()), false, false,
                new CudaRuntime(List.of(), List.of()));
    }

    private static GpuFacts gpu(NvidiaSmi smi) {
        return new GpuFacts(smi, true, true, new CudaRuntime(List.of("libcudart.so.12"), List.of()));
    }
}

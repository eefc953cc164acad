package org.refers.app.cli;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.ScreenFacts;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.EngineState;
import org.refers.training.device.MatrixCheck;
import org.refers.training.device.NetworkCheck;
import org.refers.training.device.StepCheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DoctorReportTest {

    private static final long GIB = 1L << 30;

    private static final DeviceCheck CPU = working("cpu");

    @Test
    void aWorkingCpuIsReady() {
        DoctorReport report = DoctorReport.of("auto", found(List.of("cpu"), List.of(CPU)));

        assertTrue(report.ready());
        assertEquals("Ready: this machine trains on cpu.", report.verdict());
        assertTrue(report.words().startsWith(report.verdict()));
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
        assertTrue(report.words().contains("out of memory"), report.words());
        assertFalse(report.gpu().usable());
    }

    @Test
    void aGpuThatWasAskedForAndIsNotThereIsNotReplaced() {
        DoctorReport report = DoctorReport.of("cuda:0", found(List.of("cpu"), List.of()));

        assertFalse(report.ready());
        assertTrue(report.verdict().contains("no device cuda:0"), report.verdict());
    }

    @Test
    void wrongNumbersAreNotReady() {
        DeviceCheck wrong = new DeviceCheck("cpu", Optional.of(new MatrixCheck(1024, 0.1, 20, 0.5)),
                CPU.trainingStep(), CPU.networkSteps(), Optional.empty());

        DoctorReport report = DoctorReport.of("cpu", found(List.of("cpu"), List.of(wrong)));

        assertFalse(report.ready());
        assertTrue(report.words().contains("WRONG"), report.words());
    }

    @Test
    void librariesThatDoNotLoadAreNotReadyAndSayWhy() {
        EngineState broken = new EngineState("", List.of(), Optional.of("libgomp.so.1: cannot open"));
        DoctorReport.Findings found = new DoctorReport.Findings(machine(), List.of(), screen(), noGpu(), broken,
                List.of());

        DoctorReport report = DoctorReport.of("auto", found);

        assertFalse(report.ready());
        assertTrue(report.verdict().contains("libgomp.so.1"), report.verdict());
    }

    private static DeviceCheck working(String device) {
        return new DeviceCheck(device, Optional.of(new MatrixCheck(1024, 0.1, 20, 1e-7)),
                Optional.of(new StepCheck(2.3026, 2.29, 0.01, 1e-8)),
                Optional.of(new NetworkCheck(4, 12, 11, 0.1, 240, Optional.empty())), Optional.empty());
    }

    private static DoctorReport.Findings found(List<String> devices, List<DeviceCheck> checks) {
        EngineState engine = new EngineState("2.7.1", devices, Optional.empty());
        return new DoctorReport.Findings(machine(), List.of(new DoctorReport.Disk("cache", "there", 2.5)), screen(),
                noGpu(), engine, checks);
    }

    private static MachineFacts machine() {
        return new MachineFacts("25 (maker)", "Linux 6, amd64", 2, 8 * GIB, 4 * GIB, 2 * GIB);
    }

    private static ScreenFacts screen() {
        return new ScreenFacts(false, true, List.of());
    }

    private static GpuFacts noGpu() {
        return new GpuFacts(List.of(), Optional.empty(), Optional.empty());
    }
}

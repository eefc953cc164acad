package org.refers.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.app.machine.DeviceProber;
import org.refers.app.machine.ProbeOutcome;
import org.refers.training.compute.Compute;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.EngineState;
import org.refers.training.device.MatrixCheck;
import org.refers.training.device.NetworkCheck;
import org.refers.training.device.ProbeRequest;
import org.refers.training.device.StepCheck;
import org.refers.training.libtorch.TorchLibrary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the doctor tells, and when. */
class DoctorTest {

    private static final Optional<MatrixCheck> PRODUCT = Optional.of(new MatrixCheck(1024, 0.1, 20, 1e-7));
    private static final Optional<StepCheck> STEP = Optional.of(new StepCheck(2.3026, 2.29, 0.01, 1e-8));
    private static final DeviceCheck PARTLY = new DeviceCheck("cpu", PRODUCT, Optional.empty(), Optional.empty(),
            Optional.empty());
    private static final DeviceCheck WHOLE = new DeviceCheck("cpu", PRODUCT, STEP,
            Optional.of(new NetworkCheck(4, 12, 11, 0.1, 240, Optional.empty())), Optional.empty());

    private final List<String> told = new ArrayList<>();

    private final DoctorWatch watch = new DoctorWatch() {
        @Override
        public void begins(String words) {
            told.add(words + "...");
        }

        @Override
        public void found(DoctorStep step) {
            told.add(step.name());
        }
    };

    private static ProbeOutcome outcome(Optional<EngineState> engine, List<DeviceCheck> checks,
            Optional<String> death) {
        return new ProbeOutcome(Optional.of(CudaDriver.absent()),
                Optional.of(new TorchLibrary(TorchLibrary.Source.CPU_JAR, "2.7.1", "cpu", Optional.empty())), engine,
                checks, death);
    }

    private static Optional<EngineState> loaded() {
        return Optional.of(new EngineState("2.7.1", List.of("cpu"), Optional.empty()));
    }

    private static ProbeRequest request() {
        return new ProbeRequest(new Compute("auto", "1", Path.of("target/doctor-cache")), false);
    }

    @Test
    void eachLinkIsToldOnceWhenItIsKnownAndTheReportHasTheSame() {
        DeviceProber prober = (request, probe) -> {
            probe.begins("Loading PyTorch");
            probe.reached(outcome(Optional.empty(), List.of(), Optional.empty()));
            probe.reached(outcome(loaded(), List.of(), Optional.empty()));
            probe.begins("Computing");
            probe.reached(outcome(loaded(), List.of(PARTLY), Optional.empty()));
            told.add("after the product");
            probe.reached(outcome(loaded(), List.of(WHOLE), Optional.empty()));
            return outcome(loaded(), List.of(WHOLE), Optional.empty());
        };

        DoctorReport report = new Doctor(prober).examine(request(), watch);

        assertTrue(report.ready());
        assertTrue(told.indexOf("Window") < told.indexOf("Loading PyTorch..."), told::toString);
        assertTrue(told.indexOf("Loading PyTorch...") < told.indexOf("NVIDIA driver"), told::toString);
        assertEquals(told.indexOf("after the product") - 1, told.indexOf("cpu, matrix product"), told::toString);
        assertEquals("cpu, network", told.getLast());
        told.removeIf(words -> words.endsWith("...") || words.startsWith("after"));
        assertEquals(report.steps().stream().map(DoctorStep::name).toList(), told);
    }

    @Test
    void whereTheProbeDiesTheRestIsToldAtTheEnd() {
        DeviceProber prober = (request, probe) -> {
            probe.reached(outcome(loaded(), List.of(PARTLY), Optional.empty()));
            return outcome(loaded(), List.of(PARTLY), Optional.of("the check's process ended by itself"));
        };

        MachineCheck.Verdict verdict = check(prober);

        assertFalse(verdict.ready());
        assertTrue(verdict.advice().getLast().startsWith("the check's process ended by itself. Use another device"),
                verdict::toString);
        assertEquals(1, told.stream().filter("cpu, matrix product"::equals).count());
        assertEquals(List.of("cpu, training step", "cpu, network"), told.subList(told.size() - 2, told.size()));
    }

    private MachineCheck.Verdict check(DeviceProber prober) {
        try {
            return new Doctor(prober).forRuns(request().compute()).check(watch);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

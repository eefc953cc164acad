package org.refers.training.device;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeviceProbeTest {

    @TempDir
    private Path cache;

    private DeviceProbe probe = new DeviceProbe("1", Path.of(""));

    @BeforeEach
    void create() {
        probe = new DeviceProbe("1", cache);
    }

    @Test
    void theCpuIsAlwaysThereAndComputesRightly() {
        EngineState engine = probe.engine();

        assertTrue(engine.loaded(), engine.toString());
        assertEquals("cpu", engine.devices().getFirst());
        DeviceCheck cpu = probe.check("cpu");
        assertTrue(cpu.works(), cpu.toString());
        assertEquals(Math.log(10), cpu.trainingStep().orElseThrow().lossBefore(), 1e-6);
    }

    /** A GPU that is not there must be a failure with a reason, not the CPU's numbers under another name. */
    @Test
    void aDeviceThatIsNotThereFails() {
        int beyond = probe.engine().devices().size() - 1;

        DeviceCheck missing = probe.check("cuda:" + beyond);

        assertFalse(missing.works());
        assertTrue(missing.matrixProduct().isEmpty());
        assertFalse(missing.problem().orElseThrow().isBlank());
    }

    @Test
    void otherNamesAreNoDevices() {
        assertFalse(probe.check("gpu").works());
    }

    @Test
    void wrongNumbersAreNoWorkingDevice() {
        MatrixCheck right = new MatrixCheck(1024, 0.1, 20, 1e-7);
        StepCheck step = new StepCheck(2.3, 2.2, 0.1, 1e-8);

        NetworkCheck network = new NetworkCheck(4, 12, 11, 0.1, 240, Optional.empty());
        assertTrue(check(right, step, network).works());
        assertFalse(check(right, step, new NetworkCheck(4, 12, 12.5, 0.1, 240, Optional.empty())).works());
        assertFalse(check(right, step, new NetworkCheck(4, 12, Double.NaN, 0.1, 240, Optional.empty())).works());
        assertFalse(new MatrixCheck(1024, 0.1, 20, 1e-3).right());
        assertFalse(new MatrixCheck(1024, 0.1, 20, Double.POSITIVE_INFINITY).right());
        assertFalse(new StepCheck(2.3, 2.4, 0.1, 1e-8).right());
        assertFalse(new StepCheck(2.3, Double.NaN, 0.1, 1e-8).right());
        assertFalse(new StepCheck(2.3, 2.2, 0.1, 1e-2).right());
    }

    private static DeviceCheck check(MatrixCheck product, StepCheck step, NetworkCheck network) {
        return new DeviceCheck("cpu", Optional.of(product), Optional.of(step), Optional.of(network), Optional.empty());
    }
}

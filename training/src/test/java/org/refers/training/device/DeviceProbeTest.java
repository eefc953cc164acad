package org.refers.training.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.compute.Compute;
import org.refers.training.cuda.CudaDriver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeviceProbeTest {

    @TempDir
    private Path cache;

    private final List<String> stages = new ArrayList<>();
    private final List<DeviceCheck> partly = new ArrayList<>();

    private DeviceCheck check(String device) {
        return new DeviceProbe(new Compute(device, "1", cache), new DeviceProbe.Watch() {
            @Override
            public void begins(String name, String part) {
                stages.add(name + " " + part);
            }

            @Override
            public void came(DeviceCheck soFar) {
                partly.add(soFar);
            }
        }).check(device);
    }

    @Test
    void theCpuIsAlwaysThereAndComputesRightly() {
        DeviceCheck cpu = check("cpu");

        assertEquals(List.of("cpu matrix product", "cpu training step", "cpu steps of the tiny network"), stages);
        assertTrue(cpu.works(), cpu.toString());
        assertEquals(List.of(new DeviceCheck("cpu", cpu.matrixProduct(), Optional.empty(), Optional.empty(),
                Optional.empty()),
                new DeviceCheck("cpu", cpu.matrixProduct(), cpu.trainingStep(), Optional.empty(),
                        Optional.empty())),
                partly);
        assertEquals(Math.log(10), cpu.trainingStep().orElseThrow().lossBefore(), 1e-6);
    }

    /** A GPU that is not there must be a failure with a reason, not the CPU's numbers under another name. */
    @Test
    void aDeviceThatIsNotThereFails() {
        DeviceCheck missing = check("cuda:" + CudaDriver.find().cards().size());

        assertFalse(missing.works());
        assertTrue(missing.matrixProduct().isEmpty());
        assertFalse(missing.problem().orElseThrow().isBlank());
    }

    @Test
    void otherNamesAreNoDevices() {
        assertFalse(check("gpu").works());
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

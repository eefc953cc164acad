package org.refers.app.machine;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.Launcher;
import org.refers.training.compute.Compute;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.ProbeRequest;
import org.refers.training.run.ChildCommand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Probes in processes of their own: one that works, one that crashes, one that never answers. */
class ProbeProcessTest {

    @TempDir
    private Path cache;

    private final List<String> told = new ArrayList<>();
    private final List<Integer> parts = new ArrayList<>();

    private ProbeOutcome probe(Duration patience, List<String> command) {
        return new ProbeProcess(command, patience)
                .probe(new ProbeRequest(new Compute("auto", "1", cache), false), new ProbeWatch() {
                    @Override
                    public void begins(String words) {
                        told.add(words);
                    }

                    @Override
                    public void reached(ProbeOutcome soFar) {
                        parts.add(soFar.checks().stream().mapToInt(ProbeProcessTest::parts).sum());
                    }
                });
    }

    @Test
    void theRealProbeGoesFromTheDriverToTheNetwork() {
        ProbeOutcome outcome = probe(Duration.ofMinutes(5), ChildCommand.of(Launcher.class.getName(), "doctor-child"));

        assertEquals(Optional.empty(), outcome.death());
        assertTrue(outcome.driver().isPresent() && outcome.library().isPresent(), outcome.toString());
        assertEquals("2.7.1", outcome.engine().orElseThrow().version());
        assertTrue(
                outcome.checks().stream().filter(check -> check.device().equals("cpu")).allMatch(DeviceCheck::works));
        assertTrue(told.contains("Computing on cpu: matrix product"), told.toString());
        assertTrue(parts.containsAll(List.of(0, 1, 2, 3)), "each part is told when it came out: " + parts);
    }

    private static int parts(DeviceCheck check) {
        return (int) Stream.of(check.matrixProduct(), check.trainingStep(), check.networkSteps())
                .filter(Optional::isPresent).count();
    }

    @Test
    void aCrashIsToldWithItsPlace() {
        ProbeOutcome outcome = probe(Duration.ofMinutes(5), ChildCommand.of(DyingProbe.class.getName(), "crash"));

        String death = outcome.death().orElseThrow();
        assertTrue(death.contains("while loading PyTorch (exit code 134)"), death);
        assertTrue(death.contains("crashed in C  [libtorch_cpu.so"), death);
        assertTrue(outcome.engine().isEmpty() && outcome.checks().isEmpty());
        assertTrue(
                probe(Duration.ofMinutes(5), ChildCommand.of(DyingProbe.class.getName(), "end")).death().orElseThrow()
                        .contains("some library's message"));
    }

    @Test
    void aProbeThatNeverAnswersIsEnded() {
        ProbeOutcome outcome = probe(Duration.ofSeconds(4), ChildCommand.of(DyingProbe.class.getName(), "hang"));

        String death = outcome.death().orElseThrow();
        assertTrue(death.contains("said nothing for 4 s"), death);
    }

    @Test
    void aCommandThatDoesNotExistIsTold() {
        assertTrue(probe(Duration.ofSeconds(4), List.of(cache.resolve("no-java").toString())).death().orElseThrow()
                .contains("could not be started"));
    }

    /** With the CPU's library among the jars DJL would take that and download nothing. */
    @Test
    void theDownloadsProcessHasNoCpuLibrary() {
        String path = String.join(File.pathSeparator, "a.jar", "x/pytorch-native-cpu-2.7.1-linux-x86_64.jar", "b.jar");

        assertEquals(List.of("java", "-cp", "a.jar" + File.pathSeparator + "b.jar", "Main"),
                ProbeProcess.withoutCpuLibrary(List.of("java", "-cp", path, "Main")));
        assertEquals(List.of("installed", "doctor-child"),
                ProbeProcess.withoutCpuLibrary(List.of("installed", "doctor-child")));
    }
}

package org.refers.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.app.doctor.DoctorReport.Disk;
import org.refers.app.doctor.DoctorReport.Findings;
import org.refers.app.doctor.MachineCheck.Verdict;
import org.refers.app.machine.CudaRuntime;
import org.refers.app.machine.DeviceProber;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.Libraries;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.ProbeOutcome;
import org.refers.app.machine.ProbeWatch;
import org.refers.app.machine.ScreenFacts;
import org.refers.app.machine.SystemTools;
import org.refers.training.compute.Compute;
import org.refers.training.device.ProbeRequest;

/**
 * Goes from Java to a training step on each device, and tells each link as soon as nothing that comes later can change
 * what is said of it. The terminal and the window ask the same doctor.
 */
public final class Doctor {

    private final DeviceProber prober;

    /** Creates a doctor; {@code prober} loads native code where its faults do no harm. */
    public Doctor(DeviceProber prober) {
        this.prober = prober;
    }

    /** The doctor as the window asks him: for the device that a run would take. */
    public MachineCheck forRuns(Compute compute) {
        return watch -> {
            DoctorReport report = examine(new ProbeRequest(compute, false), watch);
            List<String> advice = report.steps().stream().flatMap(step -> step.advice().stream()).toList();
            return new Verdict(report.ready(), report.verdict(), advice);
        };
    }

    /** Looks at everything and judges it for the device that the request names. */
    public DoctorReport examine(ProbeRequest request, DoctorWatch watch) {
        Visit visit = new Visit(watch);
        visit.tell(MachineSteps.of(visit.machine, visit.disk, visit.screen));
        ProbeOutcome probe = prober.probe(request, visit);
        DoctorReport report = DoctorReport.of(request.compute().device(), visit.findings(probe));
        visit.tell(report.steps());
        return report;
    }

    /** One look at the machine: what is known, and how much of it was told. */
    private static final class Visit implements ProbeWatch {

        private final DoctorWatch watch;
        private final Path root = Path.of("/");
        private final Libraries libraries = Libraries.of(root, System.getenv());
        private final String system = System.getProperty("os.name");
        private final MachineFacts machine = MachineFacts.find();
        private final List<Disk> disk = List.of(Disk.of("current folder", Path.of("").toAbsolutePath()),
                Disk.of("home folder (PyTorch's libraries, logs)", Path.of(System.getProperty("user.home"))));
        private final ScreenFacts screen = ScreenFacts.find(root, System.getenv(), system, libraries);
        private Optional<GpuFacts> gpu = Optional.empty();
        private int told;

        Visit(DoctorWatch watch) {
            this.watch = watch;
        }

        @Override
        public void begins(String words) {
            watch.begins(words);
        }

        /** What is said of card and library rests on the loaded library; before, it may change. */
        @Override
        public void reached(ProbeOutcome probe) {
            if (probe.engine().isPresent()) {
                Findings findings = findings(probe);
                List<DoctorStep> known = new ArrayList<>(MachineSteps.of(machine, disk, screen));
                known.addAll(CardSteps.of(findings.gpu(), probe, findings.windows()));
                known.addAll(DeviceSteps.soFar(probe));
                tell(known);
            }
        }

        Findings findings(ProbeOutcome probe) {
            boolean windows = system.startsWith("Windows");
            GpuFacts card = gpu.orElseGet(() -> GpuFacts.find(root, libraries, new SystemTools(),
                    CudaRuntime.find(probe.library(), libraries, windows)));
            gpu = Optional.of(card);
            return new Findings(machine, disk, screen, card, probe, windows);
        }

        void tell(List<DoctorStep> known) {
            known.stream().skip(told).forEach(watch::found);
            told = Math.max(told, known.size());
        }
    }
}

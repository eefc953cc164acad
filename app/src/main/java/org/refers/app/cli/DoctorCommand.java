package org.refers.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.refers.app.machine.CudaRuntime;
import org.refers.app.machine.DeviceProber;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.Libraries;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.ProbeOutcome;
import org.refers.app.machine.ScreenFacts;
import org.refers.app.machine.SystemTools;
import org.refers.training.device.ProbeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers doctor}: what this machine can do, found out by doing it. */
@Command(name = "doctor", description = "Check this machine: Java, memory, disk, window, NVIDIA driver, graphics card, CUDA libraries, PyTorch's library; a matrix product and a training step on each device, in a process of its own.", footer = "Exit code 1 if the device (with auto: the one a run would take) does not compute rightly.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Option(names = "--download-cuda", description = "Download PyTorch's CUDA library (about 3 GB, from DJL's server) into your cache folder and use it from then on. The only option that uses the network.")
    private boolean download;

    private final Console console;
    private final DeviceProber prober;

    DoctorCommand(Console console, DeviceProber prober) {
        this.console = console;
        this.prober = prober;
    }

    @Override
    public Integer call() {
        String asked = device.device();
        if (!asked.matches("auto|cpu|cuda:[0-9]{1,3}")) {
            throw CliException.badInput("--device is auto, cpu or cuda:0, not " + asked + ".");
        }
        if (!device.threads().matches("auto|[1-9][0-9]{0,3}")) {
            throw CliException.badInput("--threads is auto or a number from 1, not " + device.threads() + ".");
        }
        DoctorReport report = DoctorReport.of(asked, find());
        output.print(console, report, report::words);
        if (!report.ready()) {
            throw CliException.fault(report.verdict(), new IllegalStateException("this machine is not ready"));
        }
        return 0;
    }

    private DoctorReport.Findings find() {
        Path root = Path.of("/");
        Libraries libraries = Libraries.of(root, System.getenv());
        List<DoctorReport.Disk> disk = List.of(DoctorReport.disk("current folder", Path.of("").toAbsolutePath()),
                DoctorReport.disk("home folder (PyTorch's libraries, logs)", Path.of(System.getProperty("user.home"))));
        ProbeOutcome probe = prober.probe(new ProbeRequest(device.compute(), download), console::tell);
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        CudaRuntime runtime = CudaRuntime.find(probe.library(), libraries, windows);
        return new DoctorReport.Findings(MachineFacts.find(), disk,
                ScreenFacts.find(root, System.getenv(), System.getProperty("os.name"), libraries),
                GpuFacts.find(root, libraries, new SystemTools(), runtime), probe, windows);
    }
}

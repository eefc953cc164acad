package org.refers.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.refers.app.AppFolders;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.Libraries;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.ScreenFacts;
import org.refers.app.machine.SystemTools;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.DeviceProbe;
import org.refers.training.device.EngineState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code refers doctor}: what this machine can do, found out by doing it. */
@Command(name = "doctor", description = "Check this machine: Java, memory, disk, window, GPU driver; a matrix product and a training step on each device.", footer = "Exit code 1 if the device (with auto: the one a run would take) does not compute rightly.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
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
        DoctorReport report = DoctorReport.of(asked, find(asked));
        output.print(console, report, report::words);
        if (!report.ready()) {
            throw CliException.fault(report.verdict(), new IllegalStateException("this machine is not ready"));
        }
        return 0;
    }

    private DoctorReport.Findings find(String asked) {
        Path root = Path.of("/");
        Libraries libraries = Libraries.of(root, System.getenv());
        List<DoctorReport.Disk> disk = List.of(DoctorReport.disk("current folder", Path.of("").toAbsolutePath()),
                DoctorReport.disk("home folder (PyTorch's libraries, logs)", Path.of(System.getProperty("user.home"))));
        console.tell("Loading PyTorch (from a checkout, its first start unpacks half a gigabyte)");
        DeviceProbe probe = new DeviceProbe(device.threads(), AppFolders.ofThisUser().cache());
        EngineState engine = probe.engine();
        return new DoctorReport.Findings(MachineFacts.find(), disk,
                ScreenFacts.find(root, System.getenv(), System.getProperty("os.name"), libraries),
                GpuFacts.find(libraries, new SystemTools()), engine, check(probe, engine, asked));
    }

    private List<DeviceCheck> check(DeviceProbe probe, EngineState engine, String asked) {
        List<DeviceCheck> checks = new ArrayList<>();
        for (String name : engine.devices()) {
            if (asked.equals("auto") || asked.equals(name)) {
                console.tell("Computing on " + name);
                checks.add(probe.check(name));
            }
        }
        return checks;
    }
}

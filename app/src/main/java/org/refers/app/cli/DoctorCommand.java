package org.refers.app.cli;

import java.util.concurrent.Callable;
import org.refers.app.doctor.Doctor;
import org.refers.app.doctor.DoctorReport;
import org.refers.app.doctor.DoctorStep;
import org.refers.app.doctor.DoctorWatch;
import org.refers.app.machine.DeviceProber;
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
        DoctorReport report = new Doctor(prober).examine(new ProbeRequest(device.compute(), download), watch());
        output.print(console, report, () -> System.lineSeparator() + report.verdict());
        if (!report.ready()) {
            throw CliException.fault(report.verdict(), new IllegalStateException("this machine is not ready"));
        }
        return 0;
    }

    /** Links are results, told as they come; with {@code --json} standard output is the object's alone. */
    private DoctorWatch watch() {
        return new DoctorWatch() {
            @Override
            public void begins(String words) {
                console.tell(words);
            }

            @Override
            public void found(DoctorStep step) {
                if (output.json()) {
                    console.tell(step.line());
                } else {
                    console.say(step.line());
                }
            }
        };
    }
}

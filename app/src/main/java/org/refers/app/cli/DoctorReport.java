package org.refers.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.ScreenFacts;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.EngineState;
import org.refers.training.device.MatrixCheck;
import org.refers.training.device.NetworkCheck;
import org.refers.training.device.StepCheck;

/**
 * What {@code refers doctor} prints, as JSON or in words.
 *
 * @param ready whether the device that was asked for computes rightly
 * @param verdict one sentence
 * @param machine Java and memory
 * @param disk free space where the program writes
 * @param screen whether a window can open
 * @param gpu the NVIDIA driver and its libraries
 * @param pytorch the tensor engine
 * @param devices what came of computing on each device
 */
record DoctorReport(boolean ready, String verdict, Machine machine, List<Disk> disk, Screen screen, Gpu gpu,
        Pytorch pytorch, List<Tried> devices) {

    private static final double GIB = 1 << 30;

    /** Below this the demo's process may not fit. */
    private static final double LEAST_MEMORY = 4;

    /** PyTorch's libraries are unpacked once (half a GiB), and a run keeps several checkpoints. */
    private static final double LEAST_DISK = 3;

    record Machine(String java, String system, int processors, double memoryGib, double memoryFreeGib,
            double heapLimitGib, String words) {
    }

    record Disk(String use, String folder, @Nullable Double freeGib) {
    }

    record Screen(boolean usable, boolean display, boolean fonts, List<String> missing, String words) {
    }

    record Gpu(List<String> gpus, boolean driverLibrary, boolean runtimeLibrary, boolean usable, String words) {
    }

    record Pytorch(boolean loaded, @Nullable String version, @Nullable String problem) {
    }

    record Matrix(int size, double milliseconds, double gflops, double largestError, boolean right) {
    }

    record Step(double lossBefore, double lossAfter, double milliseconds, double largestError, boolean right) {
    }

    record Network(int steps, double lossBefore, double lossAfter, double milliseconds, double imagesPerSecond,
            boolean right, @Nullable String notice) {
    }

    record Tried(String device, boolean works, @Nullable Matrix matrixProduct, @Nullable Step trainingStep,
            @Nullable Network networkSteps, @Nullable String problem) {
    }

    /** What was found, before it is judged. */
    record Findings(MachineFacts machine, List<Disk> disk, ScreenFacts screen, GpuFacts gpu, EngineState engine,
            List<DeviceCheck> checks) {
    }

    /** Judges what was found, for the device that was asked for: {@code auto}, {@code cpu} or {@code cuda:N}. */
    static DoctorReport of(String asked, Findings found) {
        boolean gpuWorks = found.checks().stream()
                .anyMatch(check -> check.works() && check.device().startsWith("cuda"));
        Optional<DeviceCheck> chosen = chosen(asked, found.checks());
        boolean ready = chosen.filter(DeviceCheck::works).isPresent();
        GpuFacts gpu = found.gpu();
        return new DoctorReport(ready, verdict(asked, chosen, found.engine()), machine(found.machine()), found.disk(),
                screen(found.screen()),
                new Gpu(gpu.gpus(), gpu.driverLibrary().isPresent(), gpu.runtimeLibrary().isPresent(), gpuWorks,
                        gpu.words(gpuWorks)),
                new Pytorch(found.engine().loaded(), found.engine().loaded() ? found.engine().version() : null,
                        found.engine().problem().orElse(null)),
                found.checks().stream().map(DoctorReport::tried).toList());
    }

    /** For {@code auto} the device that a run would take: the first GPU that works, else the CPU. */
    private static Optional<DeviceCheck> chosen(String asked, List<DeviceCheck> checks) {
        if (!asked.equals("auto")) {
            return checks.stream().filter(check -> check.device().equals(asked)).findFirst();
        }
        Optional<DeviceCheck> gpu = checks.stream()
                .filter(check -> check.device().startsWith("cuda") && check.works()).findFirst();
        return gpu.or(() -> checks.stream().filter(check -> check.device().equals("cpu")).findFirst());
    }

    private static String verdict(String asked, Optional<DeviceCheck> chosen, EngineState engine) {
        if (!engine.loaded()) {
            return "Not ready: PyTorch's libraries could not be loaded (" + engine.problem().orElse("no reason given")
                    + ").";
        }
        if (chosen.isEmpty()) {
            return "Not ready: PyTorch offers no device " + asked + " on this machine.";
        }
        DeviceCheck device = chosen.get();
        if (device.works()) {
            return "Ready: this machine trains on " + device.device() + ".";
        }
        return "Not ready: computing on " + device.device() + " failed (" + device.problem().orElse("wrong numbers")
                + ").";
    }

    private static Machine machine(MachineFacts facts) {
        double memory = gib(facts.memory());
        String words = memory < LEAST_MEMORY
                ? "The machine has less than 4 GiB of memory, which the demo needs."
                : "Memory is enough for the demo (4 GiB).";
        return new Machine(facts.javaVersion(), facts.system(), facts.processors(), memory, gib(facts.memoryFree()),
                gib(facts.heapLimit()), words);
    }

    private static Screen screen(ScreenFacts facts) {
        return new Screen(facts.usable(), facts.display(), facts.fonts(), facts.missing(), facts.words());
    }

    private static Tried tried(DeviceCheck check) {
        MatrixCheck product = check.matrixProduct().orElse(null);
        StepCheck step = check.trainingStep().orElse(null);
        NetworkCheck network = check.networkSteps().orElse(null);
        return new Tried(check.device(), check.works(),
                product == null
                        ? null
                        : new Matrix(product.size(), product.seconds() * 1e3, product.gflops(), product.largestError(),
                                product.right()),
                step == null
                        ? null
                        : new Step(step.lossBefore(), step.lossAfter(), step.seconds() * 1e3, step.largestError(),
                                step.right()),
                network == null
                        ? null
                        : new Network(network.steps(), network.lossBefore(), network.lossAfter(),
                                network.secondsAStep() * 1e3, network.imagesPerSecond(), network.right(),
                                network.notice().orElse(null)),
                check.problem().orElse(null));
    }

    static Disk disk(String use, java.nio.file.Path folder) {
        return new Disk(use, folder.toString(), MachineFacts.diskFree(folder).map(DoctorReport::gib).orElse(null));
    }

    private static double gib(long bytes) {
        return Math.round(bytes / GIB * 10) / 10.0;
    }

    /** The report for a person: the verdict first. */
    String words() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict);
        lines.add("");
        lines.add(line("Java", machine.java()));
        lines.add(line("System", machine.system() + ", " + machine.processors() + " processors"));
        lines.add(line("Memory",
                machine.memoryGib() + " GiB, " + machine.memoryFreeGib() + " GiB free, Java's heap up to "
                        + machine.heapLimitGib() + " GiB. " + machine.words()));
        for (Disk place : disk) {
            lines.add(line("Disk", place.use() + ": " + free(place) + " in " + place.folder()));
        }
        lines.add(line("Window", screen.words()));
        lines.add(line("GPU", gpu.words()));
        lines.add(line("PyTorch",
                pytorch.loaded() ? String.valueOf(pytorch.version()) : "not loaded: " + pytorch.problem()));
        devices.forEach(device -> lines.add(line(device.device(), inWords(device))));
        return String.join(System.lineSeparator(), lines);
    }

    private static String free(Disk place) {
        Double free = place.freeGib();
        if (free == null) {
            return "free space unknown";
        }
        return free + " GiB free" + (free < LEAST_DISK ? ", which is little (3 GiB are advised)," : "");
    }

    private static String inWords(Tried device) {
        Matrix product = device.matrixProduct();
        Step step = device.trainingStep();
        Network network = device.networkSteps();
        if (product == null || step == null || network == null) {
            return "failed: " + device.problem();
        }
        String words = String.format(Locale.ROOT,
                "matrix product of %d x %d in %.1f ms (%.1f GFLOP/s), %s; gradient of a classifier, %s; pre-training of"
                        + " the tiny network in %.0f ms a step (%.0f images/s), loss %.3f to %.3f, %s.",
                product.size(), product.size(), product.milliseconds(), product.gflops(), word(product.right()),
                word(step.right()), network.milliseconds(), network.imagesPerSecond(), network.lossBefore(),
                network.lossAfter(), word(network.right()));
        return network.notice() == null ? words : words + " " + network.notice();
    }

    private static String word(boolean right) {
        return right ? "right" : "WRONG";
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "%-8s %s", name, text);
    }
}

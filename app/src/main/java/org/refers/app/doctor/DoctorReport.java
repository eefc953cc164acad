package org.refers.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.NvidiaSmi;
import org.refers.app.machine.ProbeOutcome;
import org.refers.app.machine.ScreenFacts;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.EngineState;
import org.refers.training.device.MatrixCheck;
import org.refers.training.device.NetworkCheck;
import org.refers.training.device.StepCheck;
import org.refers.training.libtorch.TorchLibrary;

/**
 * What {@code refers doctor} prints, as JSON or in words.
 *
 * @param ready whether the device that was asked for computes rightly
 * @param verdict one sentence
 * @param machine Java and memory
 * @param disk free space where the program writes
 * @param screen whether a window can open
 * @param gpu the NVIDIA driver, its cards and CUDA's libraries
 * @param pytorch the tensor engine
 * @param devices what came of computing on each device
 * @param steps each link of the chain in order, with its verdict in words and what to do
 */
public record DoctorReport( // checkstyle: RecordComponentNumber, because the printed object is a list of what was looked at
        boolean ready, String verdict, Machine machine, List<Disk> disk, Screen screen, Gpu gpu, Pytorch pytorch,
        List<Tried> devices, List<DoctorStep> steps) {

    private static final double GIB = 1 << 30;

    record Machine(String java, String system, int processors, double memoryGib, double memoryFreeGib,
            double heapLimitGib, String words) {
    }

    record Disk(String use, String folder, @Nullable Double freeGib) {

        static Disk of(String use, Path folder) {
            return new Disk(use, folder.toString(), MachineFacts.diskFree(folder).map(DoctorReport::gib).orElse(null));
        }
    }

    record Screen(boolean usable, boolean display, boolean fonts, List<String> missing, String words) {
    }

    record Gpu(List<String> gpus, @Nullable String driver, @Nullable String cuda, List<String> missingLibraries,
            boolean usable, String words) {
    }

    record Pytorch(boolean loaded, @Nullable String version, @Nullable String source, @Nullable String flavor,
            @Nullable String folder, List<String> devices, @Nullable String problem) {
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

    /**
     * What was found, before it is judged.
     *
     * @param windows whether the system is Windows
     */
    record Findings(MachineFacts machine, List<Disk> disk, ScreenFacts screen, GpuFacts gpu, ProbeOutcome probe,
            boolean windows) {
    }

    /** Judges what was found, for the device that was asked for: {@code auto}, {@code cpu} or {@code cuda:N}. */
    static DoctorReport of(String asked, Findings found) {
        ProbeOutcome probe = found.probe();
        Optional<DeviceCheck> chosen = chosen(asked, probe.checks());
        boolean ready = chosen.filter(DeviceCheck::works).isPresent();
        List<DoctorStep> card = CardSteps.of(found.gpu(), probe, found.windows());
        List<DoctorStep> steps = new ArrayList<>(MachineSteps.of(found.machine(), found.disk(), found.screen()));
        steps.addAll(card);
        steps.addAll(DeviceSteps.of(probe));
        return new DoctorReport(ready, verdict(asked, chosen, probe, card), machine(found.machine()), found.disk(),
                screen(found.screen()), gpu(found, card), pytorch(probe),
                probe.checks().stream().map(DoctorReport::tried).toList(), steps);
    }

    private static Gpu gpu(Findings found, List<DoctorStep> card) {
        Optional<CudaDriver> driver = found.probe().driver();
        List<String> cards = driver.filter(answer -> !answer.cards().isEmpty())
                .map(answer -> answer.cards().stream().map(GraphicsCard::words).toList())
                .orElseGet(() -> found.gpu().smi().cards().stream().map(NvidiaSmi.Card::words).toList());
        boolean works = found.probe().checks().stream()
                .anyMatch(check -> check.works() && check.device().startsWith("cuda"));
        return new Gpu(cards, found.gpu().smi().driver().orElse(null),
                driver.filter(answer -> answer.cuda() > 0).map(CudaDriver::cudaWords).orElse(null),
                found.gpu().runtime().missing(), works, words(works, card));
    }

    /** Whether the card is used, and the first thing that stands in the way. */
    private static String words(boolean works, List<DoctorStep> card) {
        if (works) {
            return "Runs use the graphics card.";
        }
        return Stream.of("failed", "warning", "absent")
                .flatMap(state -> card.stream().filter(step -> step.state().equals(state))).findFirst()
                .map(step -> "Runs use the CPU. " + step.name() + ": " + step.words()
                        + (step.remedy() == null ? "" : " " + step.remedy()))
                .orElse("Runs use the CPU: no graphics card computes rightly.");
    }

    private static Pytorch pytorch(ProbeOutcome probe) {
        Optional<EngineState> engine = probe.engine();
        Optional<TorchLibrary> library = probe.library();
        return new Pytorch(engine.filter(EngineState::loaded).isPresent(),
                engine.filter(EngineState::loaded).map(EngineState::version).orElse(null),
                library.map(chosen -> chosen.source().name().toLowerCase(Locale.ROOT)).orElse(null),
                library.map(TorchLibrary::flavor).orElse(null),
                library.flatMap(TorchLibrary::folder).map(Path::toString).orElse(null),
                engine.map(EngineState::devices).orElse(List.of()),
                engine.flatMap(EngineState::problem).or(probe::death).orElse(null));
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

    private static String verdict(String asked, Optional<DeviceCheck> chosen, ProbeOutcome probe,
            List<DoctorStep> card) {
        boolean loaded = probe.engine().filter(EngineState::loaded).isPresent();
        if (!loaded) {
            return "Not ready: " + probe.engine().flatMap(EngineState::problem)
                    .orElseGet(() -> "PyTorch's library could not be loaded: "
                            + probe.death().orElse("no reason given") + ".");
        }
        if (chosen.isEmpty()) {
            return "Not ready: " + probe.death().orElseGet(
                    () -> "PyTorch offers no device " + asked + " here. " + words(false, card).replaceFirst("\\.$", ""))
                    + ".";
        }
        DeviceCheck device = chosen.get();
        if (!device.works()) {
            return "Not ready: computing on " + device.device() + " failed ("
                    + device.problem().orElse("wrong numbers") + ").";
        }
        boolean cardUnused = device.device().equals("cpu") && asked.equals("auto")
                && card.stream().anyMatch(step -> step.isFailed() || step.state().equals("warning"));
        return "Ready: this machine trains on " + device.device()
                + (cardUnused ? ", and not on its graphics card; what failed is named." : ".");
    }

    private static Machine machine(MachineFacts facts) {
        double memory = gib(facts.memory());
        String words = memory < MachineSteps.LEAST_MEMORY
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

    static double gib(long bytes) {
        return Math.round(bytes / GIB * 10) / 10.0;
    }
}

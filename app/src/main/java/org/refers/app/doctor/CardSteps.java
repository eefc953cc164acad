package org.refers.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.refers.app.machine.GpuFacts;
import org.refers.app.machine.NvidiaSmi;
import org.refers.app.machine.ProbeOutcome;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.device.EngineState;
import org.refers.training.libtorch.TorchLibrary;
import org.refers.training.libtorch.TorchLibrary.Source;

/**
 * The links between NVIDIA's driver and PyTorch, in their order: driver, card, CUDA's runtime, libtorch, devices. Without
 * a working driver cards are not looked for; the library with its runtime is, since without it there is no CPU either.
 */
final class CardSteps {

    static final String DRIVER = "NVIDIA driver";
    static final String CARD = "Graphics card";
    static final String RUNTIME = "CUDA runtime";
    static final String LIBRARY = "PyTorch's library";
    static final String DEVICES = "Devices";

    private static final String GUIDE = "docs/guide/graphics-card.md";

    /** The release of CUDA that all parts are of, as the driver writes it. */
    private static final int CUDA_12 = 12_000;

    /** The library of Maven's profile {@code cuda} holds machine code for these generations alone. */
    private static final int OLDEST_GENERATION = 5;
    private static final int NEWEST_GENERATION = 9;

    private final GpuFacts facts;
    private final ProbeOutcome probe;
    private final DriverVersion oldest;
    private final List<DoctorStep> steps = new ArrayList<>();
    private Optional<String> broken = Optional.empty();

    private CardSteps(GpuFacts facts, ProbeOutcome probe, boolean windows) {
        this.facts = facts;
        this.probe = probe;
        this.oldest = windows ? DriverVersion.OLDEST_ON_WINDOWS : DriverVersion.OLDEST_ON_LINUX;
    }

    static List<DoctorStep> of(GpuFacts facts, ProbeOutcome probe, boolean windows) {
        CardSteps steps = new CardSteps(facts, probe, windows);
        steps.add(DRIVER, steps::driver);
        steps.add(CARD, steps::card);
        steps.steps.add(steps.runtime());
        steps.steps.add(steps.library());
        steps.steps.add(steps.devices());
        return List.copyOf(steps.steps);
    }

    private interface Look {
        DoctorStep look();
    }

    private void add(String name, Look look) {
        if (broken.isPresent()) {
            steps.add(DoctorStep.notTried(name, "not tried, since " + broken.get()));
            return;
        }
        DoctorStep step = look.look();
        steps.add(step);
        if (step.isFailed()) {
            broken = Optional.of("the step \"" + name + "\" failed");
        } else if (name.equals(DRIVER) && step.state().equals("absent")) {
            broken = Optional.of("there is no NVIDIA driver");
        }
    }

    private Optional<CudaDriver> answer() {
        return probe.driver();
    }

    private DoctorStep driver() {
        NvidiaSmi smi = facts.smi();
        boolean cudaAnswers = answer().filter(driver -> driver.state() != CudaDriver.State.ABSENT).isPresent();
        if (!facts.anyDriver() && !cudaAnswers) {
            return DoctorStep.absent(DRIVER,
                    "none was found: no NVIDIA graphics card can be used, and runs use the CPU.");
        }
        String update = "Install NVIDIA's driver " + oldest.text() + " or later, then restart the machine.";
        Optional<String> version = smi.driver();
        Optional<String> old = version.filter(now -> new DriverVersion(now).isBefore(oldest));
        if (old.isPresent()) {
            return DoctorStep.failed(DRIVER, old.get() + " is too old: CUDA 12 needs " + oldest.text() + " or later.",
                    update);
        }
        if (smi.problem().isPresent() && smi.cards().isEmpty() && !hasCards()) {
            return DoctorStep.failed(DRIVER, "it is installed but does not work: " + smi.problem().get() + ".",
                    "Restart the machine; if that does not help, install the driver anew.");
        }
        if (answer().filter(driver -> driver.state() == CudaDriver.State.BROKEN).isPresent()) {
            return DoctorStep.failed(DRIVER, "it refuses programs: " + answer().flatMap(CudaDriver::problem).orElse("")
                    + ".", "Restart the machine; if that does not help, install the driver anew.");
        }
        if (!cudaAnswers) {
            return DoctorStep.failed(DRIVER, "its library for programs (libcuda.so.1, nvcuda.dll) cannot be loaded.",
                    "Install the driver's part for computing (Debian and Ubuntu: libcuda1 or libnvidia-compute), and pass it"
                            + " into a container, if this is one.");
        }
        int cuda = answer().map(CudaDriver::cuda).orElse(0);
        if (cuda > 0 && cuda < CUDA_12) {
            return DoctorStep.failed(DRIVER, "it serves CUDA up to " + answer().map(CudaDriver::cudaWords).orElse("")
                    + ", and CUDA 12 is needed.", update);
        }
        return DoctorStep.ok(DRIVER, version.orElse("it answers") + (cuda > 0
                ? ", serves CUDA up to " + answer().map(CudaDriver::cudaWords).orElse("") + "."
                : "."));
    }

    private boolean hasCards() {
        return answer().filter(driver -> !driver.cards().isEmpty()).isPresent();
    }

    private DoctorStep card() {
        List<GraphicsCard> cards = answer().map(CudaDriver::cards).orElse(List.of());
        if (cards.isEmpty()) {
            String listed = facts.smi().cards().stream().map(NvidiaSmi.Card::words).collect(Collectors.joining("; "));
            return DoctorStep.failed(CARD, "the driver shows none to programs" + (listed.isEmpty()
                    ? "."
                    : ", though nvidia-smi lists " + listed + "."),
                    "Look whether CUDA_VISIBLE_DEVICES hides it, and whether a container was given it.");
        }
        String words = cards.stream().map(GraphicsCard::words).collect(Collectors.joining("; "));
        boolean ours = probe.library().filter(library -> library.isCuda() && library.source() != Source.LOCAL
                && library.source() != Source.DOWNLOADED).isPresent();
        GraphicsCard first = cards.getFirst();
        if (ours && first.major() > NEWEST_GENERATION) {
            return DoctorStep.failed(CARD,
                    words + ": too new for the program's CUDA library, which holds code for compute"
                            + " capability " + OLDEST_GENERATION + ".0 to " + NEWEST_GENERATION + ".0.",
                    "Take PyTorch's own build with --libtorch or refers doctor --download-cuda (" + GUIDE + ").");
        }
        if (ours && first.major() < OLDEST_GENERATION) {
            return DoctorStep.failed(CARD, words + ": too old for PyTorch 2.7, which needs compute capability "
                    + OLDEST_GENERATION + ".0.", "Use the CPU, or a newer card.");
        }
        return DoctorStep.ok(CARD, words + ".");
    }

    private DoctorStep runtime() {
        if (facts.runtime().wanted().isEmpty()) {
            return probe.library().filter(TorchLibrary::isCuda).isPresent()
                    ? DoctorStep.ok(RUNTIME, "the library brings its own.")
                    : DoctorStep.absent(RUNTIME, "not needed by PyTorch's CPU library.");
        }
        List<String> missing = facts.runtime().missing();
        return missing.isEmpty()
                ? DoctorStep.ok(RUNTIME, "all " + facts.runtime().wanted().size() + " libraries were found.")
                : DoctorStep.failed(RUNTIME, "not found: " + String.join(", ", missing) + ".",
                        "Install CUDA 12 and cuDNN 9, or take the variant that brings them (" + GUIDE + ").");
    }

    private DoctorStep library() {
        String words = probe.library().map(TorchLibrary::words).orElse("none");
        Optional<EngineState> engine = probe.engine();
        if (engine.isEmpty()) {
            return DoctorStep.failed(LIBRARY, words + ": " + probe.death().orElse("it was not loaded") + ".",
                    "A libtorch of another release or system ends the process like this; see " + GUIDE + ".");
        }
        if (!engine.get().loaded()) {
            return DoctorStep.failed(LIBRARY, engine.get().problem().orElse(""), "See " + GUIDE + ".");
        }
        boolean unused = hasCards() && !probe.library().map(TorchLibrary::isCuda).orElse(false);
        return unused
                ? DoctorStep.warning(LIBRARY,
                        words + ": a graphics card is there, and this library cannot use it; runs use"
                                + " the CPU.",
                        "Start a checkout with REFERS_CUDA=full, or install the CUDA variant (" + GUIDE + ").")
                : DoctorStep.ok(LIBRARY, words + ".");
    }

    private DoctorStep devices() {
        Optional<EngineState> loaded = probe.engine().filter(EngineState::loaded);
        if (loaded.isEmpty()) {
            return DoctorStep.notTried(DEVICES, "not tried, since PyTorch could not be loaded");
        }
        EngineState engine = loaded.get();
        String seen = String.join(", ", engine.devices());
        return engine.cudaProblem().isPresent()
                ? DoctorStep.failed(DEVICES,
                        "PyTorch sees " + seen + " and refuses the card: " + engine.cudaProblem().get()
                                + ".",
                        "See " + GUIDE + ".")
                : DoctorStep.ok(DEVICES, "PyTorch sees " + seen + ".");
    }
}

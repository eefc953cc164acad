package org.refers.training.compute;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.training.libtorch.LibtorchException;
import org.refers.training.libtorch.PlainExit;
import org.refers.training.libtorch.TorchLibraries;
import org.refers.training.libtorch.TorchLibrary;

/** Loads PyTorch into this process, from the library that was chosen for it. */
public final class TorchEngine {

    private static final Pattern MISSING = Pattern.compile("([\\w.+-]{1,80}): cannot open shared object file");

    private TorchEngine() {
    }

    /**
     * Chooses the library and loads the engine, unless that was done before.
     *
     * @param tell receives sentences while a library is unpacked for the first time
     * @throws ComputeException if the library cannot be used or loaded; the sentence names what is missing
     */
    public static TorchLibrary load(Compute compute, Consumer<String> tell) throws ComputeException {
        TorchLibrary library;
        try {
            library = TorchLibraries.ofThisProcess().choose(compute.libtorch(), compute.cache(), tell);
        } catch (LibtorchException unusable) {
            throw new ComputeException(unusable.sentence(), unusable);
        }
        try {
            Engine.getEngine("PyTorch");
            PlainExit.arrange();
            return library;
        } catch (RuntimeException | LinkageError problem) {
            throw new ComputeException(
                    "PyTorch cannot be loaded (" + library.words() + "): " + missing(causes(problem)) + "."
                            + (library.isCuda()
                                    ? " Install what is missing, or start without CUDA; see the check of this computer"
                                            + " (Help in the window, or refers doctor) and docs/guide/graphics-card.md."
                                    : " See the check of this computer (Help in the window, or refers doctor)."),
                    problem);
        }
    }

    /** Of the loader's words the name of the missing file, where it is the reason. */
    static String missing(String causes) {
        Matcher file = MISSING.matcher(causes);
        return file.find() ? file.group(1) + " is missing on this machine" : causes;
    }

    /** Whether PyTorch, once loaded, says that it can compute with CUDA here. */
    public static boolean seesCuda() {
        return Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA);
    }

    /** PyTorch's version, once it is loaded. */
    public static String version() {
        return Engine.getEngine("PyTorch").getVersion();
    }

    /** What PyTorch says when it is to put a number on a device; empty if it does. */
    public static Optional<String> refusal(Device device) {
        try (NDManager manager = NDManager.newBaseManager(device)) {
            return manager.ones(new Shape(1)).toFloatArray()[0] == 1
                    ? Optional.empty()
                    : Optional.of("it returns a wrong number");
        } catch (RuntimeException | LinkageError problem) {
            return Optional.of(causes(problem));
        }
    }

    /** The messages of a failure and its causes: the last one usually names the library that is missing. */
    public static String causes(Throwable problem) {
        List<String> said = new ArrayList<>();
        for (Throwable cause = problem; cause != null && said.size() < 5; cause = cause.getCause()) {
            String line = Optional.ofNullable(cause.getMessage()).flatMap(message -> message.lines().findFirst())
                    .orElse(cause.getClass().getSimpleName());
            if (said.stream().noneMatch(earlier -> earlier.contains(line))) {
                said.add(line);
            }
        }
        return String.join("; ", said);
    }
}

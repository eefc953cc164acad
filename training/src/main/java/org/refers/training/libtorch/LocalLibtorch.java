package org.refers.training.libtorch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.training.libtorch.TorchLibrary.Source;

/**
 * A libtorch folder of the user: what pytorch.org packs as {@code libtorch}, or the folder {@code torch} of a Python
 * installation. Its version is read before anything of it is loaded, since another release crashes the process.
 */
final class LocalLibtorch {

    private static final Pattern PYTHON_VERSION = Pattern.compile("(?m)^__version__\\s*=\\s*['\"]([^'\"]{1,60})['\"]");

    /** Both files are a few lines; more is none of them. */
    private static final int LARGEST = 10_000;

    private final Path given;
    private final String library;
    private final String cudaLibrary;

    LocalLibtorch(Path given, boolean windows) {
        this.given = given;
        this.library = windows ? "torch.dll" : "libtorch.so";
        this.cudaLibrary = windows ? "torch_cuda.dll" : "libtorch_cuda.so";
    }

    TorchLibrary open() throws LibtorchException {
        Path folder = libraries().orElseThrow(() -> new LibtorchException("The libtorch folder " + given + " holds no "
                + library + "; name the folder libtorch of the unpacked archive, or torch of a Python installation."));
        String version = version(folder).orElseThrow(() -> new LibtorchException("The libtorch folder " + given
                + " does not say its version (neither build-version nor version.py is there), and any but "
                + TorchLibrary.RELEASE + " would crash the program."));
        if (!version.equals(TorchLibrary.RELEASE) && !version.startsWith(TorchLibrary.RELEASE + "+")) {
            throw new LibtorchException("The libtorch folder " + given + " is of version " + version
                    + "; this program needs " + TorchLibrary.RELEASE + ", and any other would crash it.");
        }
        boolean cuda = Files.exists(folder.resolve(cudaLibrary));
        return new TorchLibrary(Source.LOCAL, version, cuda ? TorchLibrary.CUDA_FLAVOR : "cpu",
                Optional.of(folder.toAbsolutePath().normalize()));
    }

    private Optional<Path> libraries() {
        return List.of(given.resolve("lib"), given).stream()
                .filter(place -> Files.isRegularFile(place.resolve(library)))
                .findFirst();
    }

    private Optional<String> version(Path folder) throws LibtorchException {
        Path root = Optional.ofNullable(folder.toAbsolutePath().normalize().getParent()).orElse(folder);
        for (Path place : List.of(folder, root)) {
            Optional<String> packed = read(place.resolve("build-version"));
            if (packed.isPresent()) {
                return packed.map(text -> text.lines().findFirst().orElse("").strip());
            }
            Matcher python = PYTHON_VERSION.matcher(read(place.resolve("version.py")).orElse(""));
            if (python.find()) {
                return Optional.of(python.group(1));
            }
        }
        return Optional.empty();
    }

    private Optional<String> read(Path file) throws LibtorchException {
        try {
            return Files.isRegularFile(file) && Files.size(file) < LARGEST
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new LibtorchException("The libtorch folder " + given + " cannot be read: its " + file.getFileName()
                    + " is unreadable.", unreadable);
        }
    }
}

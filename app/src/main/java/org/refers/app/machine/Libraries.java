package org.refers.app.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for shared libraries where a system keeps them, without loading any. */
public final class Libraries {

    private static final List<String> USUAL = List.of("lib", "lib64", "usr/lib", "usr/lib64", "usr/local/lib",
            "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/wsl/lib",
            "usr/local/cuda/lib64", "opt/homebrew/lib");

    private final List<Path> folders;

    private Libraries(List<Path> folders) {
        this.folders = folders;
    }

    /** The folders below a root (the system's is {@code /}) and those that the environment adds. */
    public static Libraries of(Path root, Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        for (String variable : List.of("LD_LIBRARY_PATH", "PATH")) {
            for (String entry : environment.getOrDefault(variable, "").split(File.pathSeparator)) {
                if (!entry.isBlank() && (variable.startsWith("LD") || entry.contains("System32")
                        || entry.contains("CUDA"))) {
                    folders.add(Path.of(entry));
                }
            }
        }
        USUAL.forEach(folder -> folders.add(root.resolve(folder)));
        return new Libraries(List.copyOf(folders));
    }

    /** The first library whose file name begins so, such as {@code libcuda.so}. */
    public Optional<Path> find(String beginning) {
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    Optional<Path> found = files.filter(file -> file.getFileName().toString().startsWith(beginning))
                            .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                } catch (IOException | java.io.UncheckedIOException unreadable) {
                    // A folder that may not be read holds nothing that we could load either.
                    continue;
                }
            }
        }
        return Optional.empty();
    }
}

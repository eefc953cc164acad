package org.refers.app.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
            "usr/local/cuda/lib64", "usr/local/cuda/lib", "opt/homebrew/lib");

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
        folders.addAll(configured(root));
        return new Libraries(List.copyOf(folders));
    }

    /** The folders that Linux's loader was told of. */
    private static List<Path> configured(Path root) {
        List<Path> folders = new ArrayList<>();
        Path settings = root.resolve("etc/ld.so.conf.d");
        if (Files.isDirectory(settings)) {
            try (Stream<Path> files = Files.list(settings)) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().map(String::strip)
                            .filter(line -> line.startsWith("/"))
                            .forEach(line -> folders.add(root.resolve(line.substring(1))));
                }
            } catch (IOException | java.io.UncheckedIOException unreadable) {
                return folders;
            }
        }
        return folders;
    }

    /** These and one more folder, which is looked at first. */
    public Libraries with(Path folder) {
        List<Path> more = new ArrayList<>(List.of(folder));
        more.addAll(folders);
        return new Libraries(List.copyOf(more));
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

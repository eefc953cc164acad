package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.refers.model.dicom.deidentify.RecordFiles;

/** The files of a folder and its sub-folders, in a fixed order, without those that links bring in from outside. */
final class SourceFolder {

    private final Path root;
    private final List<Path> files;
    private final BiConsumer<Path, String> rejected;
    private final Map<String, List<Path>> byName = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private SourceFolder(Path root, List<Path> files, BiConsumer<Path, String> rejected) {
        this.root = root;
        this.files = files;
        this.rejected = rejected;
    }

    /**
     * Lists a folder.
     *
     * @param rejected hears of links that lead out of the folder, of sub-folders that cannot be read and of pipes and the
     *     like
     */
    static SourceFolder list(Path root, BiConsumer<Path, String> rejected) throws IOException {
        List<Path> files = new ArrayList<>();
        Path real = root.toRealPath();
        // Links are not followed, so that a loop of links cannot trap the walk.
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean hidden = !folder.equals(root) && nameOf(folder).startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isOther() && !nameOf(file).startsWith(".")) {
                    // A pipe or a socket: reading it would wait for ever.
                    rejected.accept(file, "is not a file");
                }
                if (attributes.isRegularFile() || attributes.isSymbolicLink() && isInside(file, real, rejected)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                rejected.accept(file, "cannot be read; check its permissions");
                return FileVisitResult.CONTINUE;
            }
        });
        files.removeIf(file -> nameOf(file).startsWith(".") || RecordFiles.isRecord(file));
        files.sort(null);
        return new SourceFolder(root, files, rejected);
    }

    private static boolean isInside(Path link, Path root, BiConsumer<Path, String> rejected) {
        try {
            Path target = link.toRealPath();
            if (target.startsWith(root)) {
                // A link to a file inside would count it twice, one to a folder inside all that is in it.
                return false;
            }
            rejected.accept(link, "is a link that leads out of the folder; it was not followed");
        } catch (IOException e) {
            rejected.accept(link, "is a link that leads nowhere");
        }
        return false;
    }

    List<Path> files() {
        return files;
    }

    /** Files whose name ends in one of the extensions, given in lower case with their dot. */
    List<Path> withExtension(String... extensions) {
        return files.stream().filter(file -> Stream.of(extensions).anyMatch(lowerName(file)::endsWith)).toList();
    }

    /** The files of a name, wherever they are. */
    List<Path> named(String name) {
        if (byName.isEmpty()) {
            // Only tables ask by name; a folder of files alone does without.
            files.forEach(file -> byName.computeIfAbsent(nameOf(file), one -> new ArrayList<>(1)).add(file));
        }
        return byName.getOrDefault(name, List.of());
    }

    /**
     * The file at a path that a table gives, or the only one of its name, with any of the extensions added. Where several
     * bear the name and none lies at the path, the first is taken if all hold the same bytes; else they are listed once and none is taken.
     */
    Optional<Path> find(String given, String... extensions) {
        for (String extension : extensions.length == 0 ? new String[]{""} : extensions) {
            Optional<Path> exact = resolve(root, given + extension);
            List<Path> named = exact.map(path -> named(nameOf(path))).orElse(List.of());
            if (exact.isPresent() && named.contains(exact.get())) {
                return exact;
            }
            if (named.size() == 1) {
                return Optional.of(named.getFirst());
            }
            if (named.size() > 1 && areCopies(named)) {
                return Optional.of(named.getFirst());
            }
            if (named.size() > 1 && ambiguous.add(nameOf(named.getFirst()))) {
                named.forEach(
                        file -> rejected.accept(file, "has the same name as another file in the folder; it was not"
                                + " used, since the table does not say which is meant"));
            }
        }
        return Optional.empty();
    }

    /** Whether all hold the same bytes: some archives hold their folder of pictures twice. */
    private static boolean areCopies(List<Path> files) {
        try {
            for (Path other : files.subList(1, files.size())) {
                if (Files.mismatch(files.getFirst(), other) >= 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The path that a table gives below a folder; empty if no file can have such a name. */
    static Optional<Path> resolve(Path root, String given) {
        try {
            return Optional.of(root.resolve(given.replace('\\', '/')).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The first table whose name, in lower case, begins with a word. */
    Optional<Path> beginningWith(String beginning) {
        return files.stream().filter(file -> lowerName(file).startsWith(beginning)).filter(SourceFolder::isTable)
                .findFirst();
    }

    /** The first table whose name without extension, in lower case, ends in a word. */
    Optional<Path> endingWith(String end) {
        return files.stream().filter(SourceFolder::isTable)
                .filter(file -> lowerName(file).replaceFirst("\\.csv(\\.gz)?$", "").endsWith(end)).findFirst();
    }

    private static boolean isTable(Path file) {
        return lowerName(file).endsWith(".csv") || lowerName(file).endsWith(".csv.gz");
    }

    /** A file in a folder or right below it whose name in lower case fits; for detection, which must be quick. */
    static Optional<Path> nearby(Path root, Predicate<String> fits) throws IOException {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> listed = Files.find(root, 2, (file, attributes) -> attributes.isRegularFile())) {
            return listed.filter(file -> fits.test(lowerName(file))).findFirst();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    static String lowerName(Path file) {
        return nameOf(file).toLowerCase(Locale.ROOT);
    }

    /** The name without its extension. */
    static String stemOf(Path file) {
        String name = nameOf(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}

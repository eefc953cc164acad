package org.refers.model.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a DICOMDIR names, which lie below its folder and nowhere else. */
public final class FileSet {

    /** What PS3.10, 8.2 allows, lower case added: discs are often copied to folders with names of their own making. */
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    /** PS3.10, 8.2: a File ID has up to eight components. */
    private static final int MOST_COMPONENTS = 8;

    private final Path root;

    private FileSet(Path root) {
        this.root = root;
    }

    /** The file set of a DICOMDIR. */
    public static FileSet of(Path dicomdir) throws IOException {
        Path folder = dicomdir.toRealPath().getParent();
        if (folder == null) {
            throw new IOException("a DICOMDIR lies in a folder");
        }
        return new FileSet(folder);
    }

    /**
     * The file that a File ID names; empty where there is none. Names are compared as they are and then without regard to
     * case, as discs are read differently by different systems.
     *
     * @throws DicomException if the components can name no file, or lead out of the folder
     */
    public Optional<Path> find(List<String> fileId) throws DicomException, IOException {
        if (fileId.isEmpty() || fileId.size() > MOST_COMPONENTS) {
            throw new DicomException(Tags.REFERENCED_FILE_ID,
                    "should have 1 to " + MOST_COMPONENTS + " components, but has " + fileId.size());
        }
        Path at = root;
        for (String component : fileId) {
            if (!COMPONENT.matcher(component).matches()) {
                throw new DicomException(Tags.REFERENCED_FILE_ID, "names a folder or file that no file set may hold");
            }
            Optional<Path> next = child(at, component);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
            // Before anything in it is listed: a link may lead anywhere.
            if (!at.toRealPath().startsWith(root)) {
                throw new DicomException(Tags.REFERENCED_FILE_ID, "leads out of the DICOMDIR's folder by a link");
            }
        }
        return Files.isRegularFile(at) ? Optional.of(at) : Optional.empty();
    }

    private static Optional<Path> child(Path folder, String name) throws IOException {
        try {
            Path exact = folder.resolve(name);
            if (Files.exists(exact) || !Files.isDirectory(folder)) {
                return Optional.of(exact).filter(Files::exists);
            }
            try (Stream<Path> children = Files.list(folder)) {
                List<Path> alike = children.filter(child -> name.equalsIgnoreCase(child.getFileName().toString()))
                        .toList();
                return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
            }
        } catch (UncheckedIOException e) {
            throw new IOException("a folder of the file set cannot be listed", e);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

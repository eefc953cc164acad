package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds a published collection further down in the folder that was named: archives unpack to a folder in a folder, and wget keeps
 * the path of the server. Read as a plain folder, a collection would lose its labels, its split and its patients.
 */
final class InnerFolder {

    /** {@code physionet.org/files/mimic-cxr-jpg/2.1.0} is the deepest that downloads make. */
    private static final int DEEPEST = 5;
    /** A fraction of a second on a disk. The folders nearest to the one that was named are looked into first. */
    private static final int MOST_ENTRIES = 100_000;
    /** Names that may be folders: each is asked of the drive, which may be far away. */
    private static final int MOST_ASKED = 10_000;
    /** Each is looked into by every importer; hospitals export a table or an XML file for each study. */
    private static final int MOST_CANDIDATES = 100;
    /** Tables lie in up to two folders of a collection's own, as in {@code annotations/json}. */
    private static final int FOLDERS_ABOVE_A_TABLE = 3;
    private static final Pattern MARK = Pattern.compile("(.+\\.(csv|csv\\.gz|json|xml))|((chncxr|mcucxr)_.+)");
    private static final Pattern SURELY_FILE = Pattern.compile(".+\\.(dcm|dicom|png|jpe?g|txt|gz|csv|json|xml|zip)");

    private final Path source;
    private final Set<Path> candidates = new TreeSet<>(
            Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()));

    private int asked;

    private InnerFolder(Path source) {
        this.source = source;
    }

    /** A folder and the importer that knows it. */
    record Found(Path folder, SourceImporter importer) {
    }

    /** The outermost folders below a source that an importer knows, none inside another. */
    static List<Found> search(Path source, List<SourceImporter> importers) throws IOException {
        if (!Files.isDirectory(source)) {
            return List.of();
        }
        InnerFolder search = new InnerFolder(source);
        search.collect();
        List<Found> found = new ArrayList<>();
        for (Path folder : search.candidates) {
            if (found.stream().noneMatch(outer -> folder.startsWith(outer.folder))) {
                known(folder, importers).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Found> known(Path folder, List<SourceImporter> importers) throws IOException {
        for (SourceImporter importer : importers) {
            if (importer.recognises(folder)) {
                return Optional.of(new Found(folder, importer));
            }
        }
        return Optional.empty();
    }

    private void collect() throws IOException {
        Deque<Path> open = new ArrayDeque<>(List.of(source));
        int seen = 0;
        while (!open.isEmpty() && seen < MOST_ENTRIES) {
            seen += look(open.remove(), MOST_ENTRIES - seen, open);
        }
    }

    /** Looks at the entries of a folder; what cannot be listed is told by the import itself. */
    private int look(Path folder, int most, Deque<Path> open) throws IOException {
        int seen = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (seen++ >= most) {
                    break;
                }
                take(entry, open);
            }
        } catch (DirectoryIteratorException | FileSystemException unreadable) {
            return seen;
        }
        return seen;
    }

    private void take(Path entry, Deque<Path> open) {
        String name = SourceFolder.lowerName(entry);
        if (MARK.matcher(name).matches()) {
            Path above = entry.getParent();
            for (int i = 0; i < FOLDERS_ABOVE_A_TABLE && above != null && isBelow(above); i++) {
                if (candidates.size() < MOST_CANDIDATES) {
                    candidates.add(above);
                }
                above = above.getParent();
            }
        } else if (!name.startsWith(".") && !SURELY_FILE.matcher(name).matches()
                && entry.getNameCount() - source.getNameCount() <= DEEPEST && asked++ < MOST_ASKED
                && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            open.add(entry);
        }
    }

    private boolean isBelow(Path folder) {
        return folder.startsWith(source) && !folder.equals(source);
    }
}

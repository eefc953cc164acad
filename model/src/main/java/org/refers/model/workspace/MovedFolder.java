package org.refers.model.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.refers.model.text.Counted;

/**
 * Finds the files of a source that lie in another folder now. A folder is taken only if it holds the same files: at least half of
 * them, all of these with their sizes, and a sample with the same bytes. Keys, labels and sides stay as they are.
 */
public final class MovedFolder {

    /** Files that are read from end to end: a folder of other files is told by the first, and these take a second. */
    private static final int SAMPLE = 32;

    private final Workspace workspace;

    /** Creates a search for files of a workspace. */
    public MovedFolder(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * A source that was found in another folder.
     *
     * @param from the folder it was in
     * @param to the folder it is in
     * @param files files of the source, without those that lie outside its folder
     * @param present files that lie in the new folder
     * @param checked files whose bytes were compared
     * @param missing files that do not lie there, relative to the folder
     */
    public record Found(Path from, Path to, int files, int present, int checked, List<String> missing) {
    }

    /** A file as the workspace knows it. */
    private record Known(String file, long size, String sha256) {
    }

    /**
     * Takes a folder in place of the one that a source was in.
     *
     * @param from the source's folder; empty: the source whose files lie in the new folder
     * @param to where the files are now
     * @throws WorkspaceException if the folder holds no source's files, other files, or is a source already; nothing is changed then
     */
    public Found accept(Optional<Path> from, Path to) throws WorkspaceException {
        Path folder = to.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new WorkspaceException("there is no folder " + folder);
        }
        List<SourceEntry> sources = workspace.sources();
        if (sources.stream().anyMatch(source -> source.root().equals(folder))) {
            throw new WorkspaceException(folder + " is a folder of this workspace already");
        }
        List<SourceEntry> asked = sources.stream()
                .filter(source -> from.isEmpty() || source.root().equals(from.get().toAbsolutePath().normalize()))
                .toList();
        if (asked.isEmpty()) {
            throw new WorkspaceException(from.map(path -> path + " is no folder of this workspace; it has ")
                    .orElse("it has no folders: ")
                    + String.join(", ", sources.stream().map(source -> source.root().toString()).toList()));
        }
        Optional<WorkspaceException> refused = Optional.empty();
        for (SourceEntry source : asked) {
            try {
                Found found = compare(source, folder);
                workspace.moveSource(source.root(), folder);
                return found;
            } catch (WorkspaceException other) {
                refused = refused.or(() -> Optional.of(other));
            }
        }
        throw refused.orElseThrow();
    }

    private Found compare(SourceEntry source, Path folder) throws WorkspaceException {
        List<Known> known = files(source);
        List<Known> present = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Known file : known) {
            Path path = folder.resolve(file.file);
            if (Files.isRegularFile(path)) {
                if (path.toFile().length() != file.size) {
                    throw differs(file, folder);
                }
                present.add(file);
            } else {
                missing.add(file.file);
            }
        }
        if (present.isEmpty() || present.size() < known.size() / 2.0) {
            throw new WorkspaceException("of the " + Counted.of(known.size(), "file") + " of " + source.root() + ", "
                    + Counted.of(present.size(), "lies", "lie") + " in " + folder
                    + "; choose the folder that stands in place of " + source.root());
        }
        int checked = Math.min(SAMPLE, present.size());
        for (int i = 0; i < checked; i++) {
            Known file = present.get((int) ((long) i * present.size() / checked));
            if (!sha256(folder.resolve(file.file)).equals(file.sha256)) {
                throw differs(file, folder);
            }
        }
        return new Found(source.root(), folder, known.size(), present.size(), checked, List.copyOf(missing));
    }

    private static WorkspaceException differs(Known file, Path folder) {
        return new WorkspaceException(
                file.file + " in " + folder + " is another file than the one that was imported; import the"
                        + " folder anew if its files were changed");
    }

    private List<Known> files(SourceEntry source) throws WorkspaceException {
        return workspace.query(connection -> {
            List<Known> files = new ArrayList<>();
            try (var statement = connection.prepareStatement("SELECT r.file, r.size, r.sha256 FROM radiographs r"
                    + " JOIN sources o ON o.id = r.source WHERE o.root = ? ORDER BY r.id")) {
                statement.setString(1, source.root().toString());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        if (isInside(rows.getString(1))) {
                            files.add(new Known(rows.getString(1), rows.getLong(2), rows.getString(3)));
                        }
                    }
                }
            }
            return files;
        });
    }

    private static boolean isInside(String file) {
        try {
            return !Path.of(file).isAbsolute();
        } catch (InvalidPathException ofAnotherSystem) {
            return false;
        }
    }

    private static String sha256(Path file) throws WorkspaceException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new WorkspaceException("cannot read " + file + "; check the drive", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

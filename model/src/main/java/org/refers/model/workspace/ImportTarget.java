package org.refers.model.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workspace an import goes to. One that was made for an import that was then refused is removed again, with the folders that
 * were made for it.
 */
public final class ImportTarget implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImportTarget.class);

    private final Workspace workspace;
    private final boolean isNew;
    /** Folders that were not there, the innermost first. */
    private final List<Path> made;
    private boolean kept;

    private ImportTarget(Workspace workspace, boolean isNew, List<Path> made) {
        this.workspace = workspace;
        this.isNew = isNew;
        this.made = made;
    }

    /** Opens the workspace in a folder, or makes it. */
    public static ImportTarget open(Path folder) throws WorkspaceException {
        boolean isNew = !Files.exists(folder.resolve(Workspace.FILE_NAME));
        List<Path> made = new ArrayList<>();
        for (Path above = folder.toAbsolutePath().normalize(); above != null
                && !Files.exists(above); above = above.getParent()) {
            made.add(above);
        }
        return new ImportTarget(Workspace.openOrCreate(folder), isNew, made);
    }

    /** The workspace; closed with this. */
    public Workspace workspace() {
        return workspace;
    }

    /** Says that the import came to its end: the workspace stays, even if nothing was found. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() throws WorkspaceException {
        boolean unused = isNew && !kept && isEmpty();
        workspace.close();
        if (unused) {
            remove();
        }
    }

    private boolean isEmpty() throws WorkspaceException {
        return workspace.counts().equals(WorkspaceCounts.NONE);
    }

    private void remove() {
        try {
            for (String end : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(workspace.folder().resolve(Workspace.FILE_NAME + end));
            }
            for (Path folder : made) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException stays) {
            // Somebody put a file there meanwhile, or the drive is gone; an empty workspace harms nobody.
            LOG.info("An empty workspace was left behind.", stays);
        }
    }
}

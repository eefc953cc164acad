package org.refers.app.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.refers.model.workspace.Workspace;

/**
 * What was dropped on the window.
 *
 * @param kind what it is
 * @param folder the workspace, or the folder to be imported
 */
public record Dropped(Kind kind, Path folder) {

    /** What can be dropped. */
    public enum Kind {
        /** A workspace, or its file. */
        WORKSPACE,
        /** A folder of studies. */
        FOLDER,
        /** Single files; they are imported with the folder they lie in. */
        FILES
    }

    /**
     * Looks at what was dropped; in the background, since it asks the disk.
     *
     * @return empty if there is no such file or folder, or if several lie in different folders
     */
    public static Optional<Dropped> look(List<Path> paths) {
        if (paths.isEmpty() || !paths.stream().allMatch(Files::exists)) {
            return Optional.empty();
        }
        Path first = paths.getFirst().toAbsolutePath();
        if (paths.size() == 1 && Files.isDirectory(first)) {
            boolean workspace = Files.isRegularFile(first.resolve(Workspace.FILE_NAME));
            return Optional.of(new Dropped(workspace ? Kind.WORKSPACE : Kind.FOLDER, first));
        }
        Optional<Path> parent = Optional.ofNullable(first.getParent());
        boolean together = paths.stream().allMatch(path -> parent.equals(Optional.ofNullable(
                path.toAbsolutePath().getParent())));
        boolean workspace = paths.size() == 1 && first.endsWith(Workspace.FILE_NAME);
        return parent.filter(folder -> together)
                .map(folder -> new Dropped(workspace ? Kind.WORKSPACE : Kind.FILES, folder));
    }
}

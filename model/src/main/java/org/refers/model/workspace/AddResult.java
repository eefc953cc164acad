package org.refers.model.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * What adding a batch changed.
 *
 * @param added what was not there before
 * @param duplicates files left out because a file with the same bytes is in the workspace already
 * @param movedPatients patients moved to a side further from training, because two sources put them on two sides
 */
public record AddResult(WorkspaceCounts added, List<Duplicate> duplicates, int movedPatients) {

    /**
     * Two files with the same bytes.
     *
     * @param file the one that was left out
     * @param kept the one the workspace holds
     */
    public record Duplicate(Path file, Path kept) {
    }
}

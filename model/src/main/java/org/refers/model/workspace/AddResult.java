package org.refers.model.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * What adding a batch changed.
 *
 * @param added what was not there before
 * @param duplicates files whose bytes the workspace holds under another path already
 * @param movedPatients patients whom lists put on two sides, now on the one further from training
 */
public record AddResult(WorkspaceCounts added, List<Duplicate> duplicates, int movedPatients) {

    /**
     * Two files with the same bytes.
     *
     * @param file the later one
     * @param first the one the workspace holds
     * @param kept whether the later one was added all the same: a published list is taken as it stands as long as both
     *     are one patient's
     */
    public record Duplicate(Path file, Path first, boolean kept) {
    }
}

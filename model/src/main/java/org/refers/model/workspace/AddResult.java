package org.refers.model.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What adding a batch changed.
 *
 * @param added what was not there before
 * @param held what of the batch stands in the workspace now, new or old; patients and studies are not counted here
 * @param studies keys of the batch's studies that stand in the workspace, and whether the batch brought a report
 * @param duplicates files whose bytes the workspace holds under another path already
 * @param movedPatients keys of patients who were there and whom the batch brought to a side further from training
 * @param keptPatients keys of patients with a new study who stay on a side further from training than the batch puts them
 */
public record AddResult(WorkspaceCounts added, WorkspaceCounts held, Map<String, Boolean> studies,
        List<Duplicate> duplicates, Set<String> movedPatients, Set<String> keptPatients) {

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

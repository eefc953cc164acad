package org.refers.model.workspace.importer;

import java.util.List;
import org.refers.model.workspace.WorkspaceCounts;

/**
 * What an import did.
 *
 * @param studies studies of the source that stand in the workspace, whether this import brought them or an earlier one
 * @param radiographs its radiographs, likewise
 * @param reports its reports
 * @param labels its labels: pairs of a radiograph and a finding that is present, absent or uncertain
 * @param boxes its boxes
 * @param rejected what was left out, and why
 * @param added what was not in the workspace before
 * @param notices what the user should know beside that, a sentence each; no patient's name or number is in them
 */
public record ImportResult(int studies, int radiographs, int reports, int labels, int boxes, List<Rejection> rejected,
        WorkspaceCounts added, List<String> notices) {

    /**
     * Something that was left out.
     *
     * @param file the file or table, relative to the source where it is inside; to be shown, never logged
     * @param reason one sentence
     */
    public record Rejection(String file, String reason) {
    }
}

package org.refers.model.workspace.check;

import java.util.List;
import org.refers.model.workspace.WorkspaceCounts;

/**
 * What a check found.
 *
 * @param counts what the workspace holds
 * @param work what was done
 * @param listSha256 SHA-256 over the radiographs' keys and their files' digests, in the order of keys
 * @param issues what was found, the worst first
 * @param report the report
 */
public record CheckResult(WorkspaceCounts counts, WorkDone work, String listSha256, List<Issue> issues,
        DataReport report) {

    /**
     * What was done.
     *
     * @param measured pictures decoded by this check; the others were measured before
     * @param compared pairs compared closely by this check
     * @param open radiographs that are not measured yet, because the check was stopped
     * @param seconds taken for the pictures
     * @param stopped whether it was stopped
     */
    public record WorkDone(int measured, int compared, int open, double seconds, boolean stopped) {
    }
}

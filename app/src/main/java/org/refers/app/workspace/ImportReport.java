package org.refers.app.workspace;

import java.util.List;
import org.refers.model.workspace.importer.ImportResult;

/**
 * What an import did, for the screen.
 *
 * @param studies studies of the source that are in the workspace now
 * @param radiographs its radiographs
 * @param reports its reports
 * @param boxes its boxes
 * @param rejected files that were left out, with the reason each
 * @param notices what the user should know beside that
 * @param stopped whether the user ended it early
 */
public record ImportReport(int studies, int radiographs, int reports, int boxes,
        List<ImportResult.Rejection> rejected, List<String> notices, boolean stopped) {

    static ImportReport of(ImportResult result, boolean stopped) {
        return new ImportReport(result.studies(), result.radiographs(), result.reports(), result.boxes(),
                result.rejected(), result.notices(), stopped);
    }
}

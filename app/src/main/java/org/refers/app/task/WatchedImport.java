package org.refers.app.task;

import org.refers.model.workspace.importer.ImportProgress;

/**
 * An import as work in the background: it tells how far it is, and ends when the work is stopped.
 *
 * @param progress of the work
 */
public record WatchedImport(WorkProgress progress) implements ImportProgress {

    @Override
    public void at(String phase, long done, long total) {
        progress.at(phase, done, total);
    }

    @Override
    public boolean isCancelled() {
        return progress.isStopped();
    }
}

package org.refers.app.data;

import java.nio.file.Path;
import java.util.Optional;
import org.refers.app.task.Work;
import org.refers.app.task.WorkProgress;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.check.CheckProgress;
import org.refers.model.workspace.check.CheckRequest;
import org.refers.model.workspace.check.CheckResult;
import org.refers.model.workspace.check.DataCheck;
import org.refers.model.workspace.check.LeakSummary;

/**
 * Checks a workspace on the thread it is run on, quietly. Empty if there is nothing to check, or if no check was ever begun and only
 * one that was should go on.
 *
 * @param folder the workspace
 * @param onlyIfBegun whether a workspace that was never checked is left alone
 * @param version of this program
 */
record CheckWork(Path folder, boolean onlyIfBegun, String version) implements Work<Optional<CheckResult>> {

    /** A screen shows no more, and a fast phase has thousands of steps a second. */
    private static final long TOLD_NANOS = 200_000_000;

    @Override
    public Optional<CheckResult> run(WorkProgress progress) throws Exception {
        int priority = Thread.currentThread().getPriority();
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
        try (Workspace workspace = Workspace.open(folder)) {
            LeakSummary known = LeakSummary.of(workspace);
            if (known.radiographs() == 0 || onlyIfBegun && known.never()) {
                return Optional.empty();
            }
            CheckRequest request = new CheckRequest(1, version, false);
            return Optional.of(new DataCheck(workspace, request).run(teller(progress),
                    new Courtesy(progress::isStopped)));
        } finally {
            Thread.currentThread().setPriority(priority);
        }
    }

    private static CheckProgress teller(WorkProgress progress) {
        long[] told = {System.nanoTime() - TOLD_NANOS};
        return (phase, done, total) -> {
            long now = System.nanoTime();
            if (now - told[0] >= TOLD_NANOS) {
                told[0] = now;
                progress.at(phase.name(), done, total);
            }
        };
    }
}

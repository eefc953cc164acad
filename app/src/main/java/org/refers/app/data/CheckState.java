package org.refers.app.data;

import java.util.Optional;
import org.refers.model.workspace.check.CheckResult;

/**
 * What is known of the data.
 *
 * @param phase what goes on
 * @param result of the last check of this workspace in this window; it stays while the next one runs
 */
record CheckState(Phase phase, Optional<CheckResult> result) {

    /** What goes on. */
    enum Phase {
        /** No workspace is open. */
        CLOSED,
        /** The workspace was never checked, or holds no radiographs. */
        NEVER,
        /** A check runs. */
        RUNNING,
        /** A check was stopped before its end. */
        STOPPED,
        /** All is checked. */
        DONE
    }

    static final CheckState CLOSED = new CheckState(Phase.CLOSED, Optional.empty());

    CheckState with(Phase now) {
        return new CheckState(now, result);
    }
}

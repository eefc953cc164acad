package org.refers.app.results;

import java.util.Optional;

/**
 * What there is to show.
 *
 * @param phase why something or nothing
 * @param run the run's name, empty without one
 * @param result what was read; there in {@link Phase#SHOWN} alone
 */
record ResultState(Phase phase, String run, Optional<RunResult> result) {

    /** Where the results are. */
    enum Phase {
        /** No run is chosen. */
        NO_RUN,
        /** The run learns from reports, not findings. */
        PRETRAINING,
        /** The run has steps left; it predicts at its end. */
        UNFINISHED,
        /** The run is over and has left no predictions. */
        NO_TABLE,
        /** They are read. */
        READING,
        /** They could not be read; the window has told why. */
        FAILED,
        /** They are there. */
        SHOWN
    }

    static final ResultState NONE = new ResultState(Phase.NO_RUN, "", Optional.empty());

    static ResultState of(Phase phase, String run) {
        return new ResultState(phase, run, Optional.empty());
    }
}

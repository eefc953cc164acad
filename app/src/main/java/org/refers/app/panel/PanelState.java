package org.refers.app.panel;

import java.util.List;

/**
 * What of a run's panel is shown.
 *
 * @param phase where it is
 * @param run name of the run
 * @param steps steps at which it was looked, rising
 * @param at which of them is shown
 * @param cases its studies at that step
 */
record PanelState(Phase phase, String run, List<Long> steps, int at, List<PanelCase> cases) {

    /** Where the panel is. */
    enum Phase {
        /** No run is chosen. */
        NO_RUN,
        /** It is read. */
        READING,
        /** The run goes on and has not looked yet. */
        WAITING,
        /** The run is over and has none. */
        NO_PANEL,
        /** It could not be read; the window has told why. */
        FAILED,
        /** It is there. */
        SHOWN
    }

    static final PanelState NONE = of(Phase.NO_RUN, "");

    PanelState {
        steps = List.copyOf(steps);
        cases = List.copyOf(cases);
    }

    static PanelState of(Phase phase, String run) {
        return new PanelState(phase, run, List.of(), 0, List.of());
    }
}

package org.refers.app.results;

import java.util.List;

/**
 * Where the curve over label ratios is.
 *
 * @param reading whether runs are still read
 * @param task what the runs learned
 * @param runs those that were read, by name
 */
record RatioState(boolean reading, String task, List<RatioRun> runs) {

    static final RatioState NONE = new RatioState(false, "", List.of());

    RatioState {
        runs = List.copyOf(runs);
    }

    /** The findings that any of the runs has an area of, by name. */
    List<String> findings() {
        return runs.stream().flatMap(run -> run.findings().keySet().stream()).distinct().sorted().toList();
    }
}

package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Opens the window; the command line knows no more of it. */
@FunctionalInterface
public interface Workstation {

    /**
     * Opens the window and returns when it is closed.
     *
     * @param workspace folder of the workspace to show, if any
     * @param runs folder of runs to list; empty: {@code runs} in the workspace's folder
     * @return the exit code
     */
    int open(Optional<Path> workspace, Optional<Path> runs);
}

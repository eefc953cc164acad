package org.refers.app.machine;

import java.io.IOException;
import java.util.List;

/** Runs a tool of the system and returns what it printed. */
@FunctionalInterface
public interface ToolRunner {

    /**
     * Runs a command.
     *
     * @throws ToolFailedException if it failed or took too long
     * @throws IOException if there is no such tool
     */
    List<String> lines(String... command) throws IOException;
}

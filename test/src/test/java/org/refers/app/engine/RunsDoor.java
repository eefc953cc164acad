package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Path;

/** Lets the tests of hostile files reach the window's list of runs. */
public final class RunsDoor {

    private RunsDoor() {
    }

    /** Lists the runs of a folder and reads all that the window shows of the first. */
    public static int read(Path folder) throws IOException {
        RunFolders runs = new RunFolders();
        var entries = runs.list(folder);
        for (var entry : entries) {
            runs.history(entry.folder());
            runs.started(entry.folder());
            RunFolders.hasMeasuredMap(entry.folder());
        }
        return entries.size();
    }
}

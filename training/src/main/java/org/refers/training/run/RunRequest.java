package org.refers.training.run;

import java.nio.file.Path;
import org.refers.training.compute.Compute;

/** What is asked for: plain data, so that a request can be carried to another process. */
public sealed interface RunRequest permits PretrainRequest, FinetuneRequest {

    /** Folder of the workspace. */
    Path workspace();

    /** Folder of the run. */
    Path run();

    /** The recipe; when a run is resumed only its values of the command line count, over the run's own. */
    Recipe recipe();

    /** Whether the folder's run goes on. */
    boolean resume();

    /** Where to compute. */
    Compute compute();
}

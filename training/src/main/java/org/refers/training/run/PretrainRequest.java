package org.refers.training.run;

import java.nio.file.Path;
import org.refers.training.compute.Compute;

/**
 * Pre-training on the studies of a workspace.
 *
 * @param workspace folder of the workspace
 * @param run folder of the run
 * @param architecture of the network; a resumed run keeps its own
 * @param recipe optimizer, data, losses
 * @param resume whether the folder's run goes on
 * @param compute where
 */
public record PretrainRequest(Path workspace, Path run, Architecture architecture, Recipe recipe, boolean resume,
        Compute compute) implements RunRequest {
}

package org.refers.training.run;

import java.nio.file.Path;
import java.util.List;
import org.refers.training.compute.Compute;

/**
 * Pre-training on the studies of a workspace.
 *
 * @param workspace folder of the workspace
 * @param run folder of the run
 * @param architecture of the network; a resumed run keeps its own
 * @param recipe optimizer, data, losses
 * @param init models whose parts it begins with, each giving what it has; none: new weights alone
 * @param resume whether the folder's run goes on
 * @param compute where
 */
public record PretrainRequest(Path workspace, Path run, Architecture architecture, Recipe recipe, List<Path> init,
        boolean resume, Compute compute) implements RunRequest {

    /** Creates a request; the list is copied. */
    public PretrainRequest {
        init = List.copyOf(init);
    }
}

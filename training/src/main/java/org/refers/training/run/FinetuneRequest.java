package org.refers.training.run;

import java.nio.file.Path;
import org.refers.training.compute.Compute;

/**
 * Fine-tuning on the labels of a workspace.
 *
 * @param workspace folder of the workspace
 * @param run folder of the run
 * @param task which findings, see {@link FindingTasks}
 * @param init {@code random}, or a run folder, checkpoint folder or safetensors file to start from
 * @param labelRatio share of the labelled training radiographs, above 0, up to 1, drawn by patient from the seed
 * @param architecture of the network when it starts from random weights
 * @param recipe optimizer, data, early stop
 * @param resume whether the folder's run goes on
 * @param compute where
 */
public record FinetuneRequest(Path workspace, Path run, String task, String init, double labelRatio,
        Architecture architecture, Recipe recipe, boolean resume, Compute compute) implements RunRequest {

    /** The word for a start from random weights. */
    public static final String RANDOM = "random";

    /** Creates a request; the ratio is checked. */
    public FinetuneRequest {
        if (!(labelRatio > 0) || labelRatio > 1) {
            throw new IllegalArgumentException("the label ratio must be above 0 and at most 1, not " + labelRatio);
        }
    }
}

package org.refers.training.store;

import java.nio.file.Path;

/**
 * A checkpoint that was found whole.
 *
 * @param name such as {@code step-000400}
 * @param folder where it is
 * @param state where the run stood
 */
public record Checkpoint(String name, Path folder, CheckpointState state) {

    /** The parameters, as safetensors. */
    public Path model() {
        return folder.resolve(CheckpointStore.MODEL);
    }

    /** The optimizer's state, as safetensors. */
    public Path optimizer() {
        return folder.resolve(CheckpointStore.OPTIMIZER);
    }
}

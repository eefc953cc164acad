package org.refers.training.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.training.store.Checkpoint;
import org.refers.training.store.CheckpointException;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.RunFolder;

/**
 * What {@code --model} names: a run folder (its best checkpoint), a checkpoint folder, or a safetensors file.
 *
 * @param file the model's safetensors file
 * @param run the run folder it belongs to, if it does
 */
public record ModelSource(Path file, Optional<Path> run) {

    /**
     * Finds the model's file.
     *
     * @param notice receives a sentence for each damaged checkpoint that was passed over
     * @throws ModelException if nothing usable is there
     */
    public static ModelSource find(Path model, Consumer<String> notice) throws ModelException {
        try {
            if (Files.isRegularFile(model)) {
                return new ModelSource(model, runOf(Optional.ofNullable(model.toAbsolutePath().getParent())));
            }
            if (RunFolder.isRun(model)) {
                CheckpointStore store = new CheckpointStore(model);
                boolean begun = !store.names().isEmpty();
                Checkpoint best = store.best(notice).orElseThrow(() -> new ModelException("The run " + model + (begun
                        ? " has no whole checkpoint: all are damaged; name another model."
                        : " has no checkpoint yet.")));
                return new ModelSource(best.model(), Optional.of(model));
            }
            if (CheckpointStore.isCheckpoint(model)) {
                Checkpoint checkpoint = CheckpointStore.open(model);
                return new ModelSource(checkpoint.model(), runOf(Optional.of(model.toAbsolutePath())));
            }
        } catch (CheckpointException damaged) {
            throw new ModelException(model + " is no model: " + damaged.getMessage() + ".", damaged);
        } catch (IOException unreadable) {
            throw new ModelException("The model " + model + " cannot be read.", unreadable);
        }
        throw new ModelException((Files.exists(model) ? model + " is no model" : "There is no model " + model)
                + "; name a run folder, a checkpoint folder or a safetensors file.");
    }

    /** The run folder above a checkpoint's folder, {@code RUN/checkpoints/step-NNNNNN}. */
    private static Optional<Path> runOf(Optional<Path> checkpoint) {
        return checkpoint.map(Path::getParent).map(Path::getParent).filter(RunFolder::isRun);
    }
}

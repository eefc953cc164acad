package org.refers.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;

/**
 * Moves the parameters by their gradients, in place. What it remembers between steps is stored under names, so that a
 * run goes on exactly where it stopped. All but {@link #backward} is called outside of a gradient collector.
 */
public interface Optimizer {

    /**
     * Takes the gradients of a loss, within the collector that has recorded it.
     *
     * @param alone whether nothing else is added to them in this step: their memory is then free again before the next one
     */
    void backward(GradientCollector graph, NDArray loss, boolean alone);

    /**
     * One step with the gradients that were taken, or that the parameters hold.
     *
     * @param factor the schedule's factor on every rate
     */
    void step(double factor);

    /** Gives up the gradients that were taken, or sets those that the parameters hold to zero, for the next backward pass. */
    void zeroGradients();

    /** The Euclidean norm of all gradients together. */
    double gradientNorm();

    /**
     * Scales all gradients so that their norm is at most {@code maxNorm}, as PyTorch does it: by maxNorm / (norm + 1e-6)
     * where that is below 1.
     *
     * @return the norm before
     */
    double clipGradients(double maxNorm);

    /** Adds what is remembered to a file that is being put together. */
    void store(SafetensorsWriter writer);

    /**
     * Takes up what another optimizer of the same kind had remembered.
     *
     * @throws IOException if the file lacks a tensor or holds one of another shape
     */
    void load(Safetensors file) throws IOException;
}

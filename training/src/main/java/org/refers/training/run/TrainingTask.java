package org.refers.training.run;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import org.refers.model.network.Kernels;
import org.refers.model.network.ParameterSet;

/**
 * What is learned: the objective and its batches. The loop around it is {@link TrainingSession}.
 *
 * @param <B> a micro batch as plain arrays, made on another thread than the one that learns
 */
interface TrainingTask<B> {

    /** {@code pretrain} or {@code finetune}. */
    String kind();

    /** Steps of one pass over the training data. */
    long stepsPerEpoch();

    /** Items of a micro batch, as the recipe asks for. */
    int microBatch();

    /** Fewer items than these a micro batch cannot have, or the run would learn something else. */
    int smallestMicroBatch();

    /**
     * What it means for the method that fewer items are computed at once than the recipe says, as a sentence.
     *
     * @param items the new number
     */
    String withMicroBatch(int items);

    /**
     * The micro batches of a step, from 0; a pure function of the two numbers. Plain Java: no tensors.
     *
     * @param microBatch most items of one
     */
    List<B> prepare(long step, int microBatch);

    /** Radiographs that the network reads in a micro batch. */
    int images(B batch);

    /** Items of a micro batch; its gradient counts by its share of the step's items. */
    int items(B batch);

    /** The loss of a micro batch. The caller has opened a scope and collects gradients. */
    LossTerms loss(B batch, long step);

    /**
     * A loss and what it is made of, all scalars.
     *
     * @param total what is minimised
     * @param terms parts by name, for the charts
     */
    record LossTerms(NDArray total, SequencedMap<String, NDArray> terms) {
    }

    /**
     * A pass over the validation side.
     *
     * @param stop when true, what is done so far is enough
     */
    Validation validate(BooleanSupplier stop);

    /** Whether there is anything to validate on. */
    boolean canValidate();

    /**
     * The outcome of a validation.
     *
     * @param loss mean loss
     * @param metrics by name; only finite ones
     * @param score decides which checkpoint is best: the higher, the better
     */
    record Validation(double loss, SequencedMap<String, Double> metrics, double score) {
    }

    /** The network's operations; they are told when a backward pass is over. */
    Kernels kernels();

    /** The parameters that learn. */
    ParameterSet parameters();

    /** Writes the parameters with all that is needed to use them. */
    void writeModel(Path file) throws IOException;
}

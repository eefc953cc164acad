package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few heavy operations that an engine may do in one go. {@link EagerKernels} builds them from plain operators and is
 * the definition; any other implementation must agree with it.
 */
public interface Kernels {

    /**
     * Scaled dot-product attention: softmax(q k^T / sqrt(d) + mask) v.
     *
     * @param query (B, H, T, d)
     * @param key (B, H, S, d)
     * @param value (B, H, S, d)
     * @param mask added to the scores, broadcast to (B, H, T, S); none if null
     * @param dropout rate at which attention weights are dropped; 0 for none
     * @return (B, H, T, d)
     */
    NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, double dropout);

    /** Splits packed projections (B, T, parts * H * d) into {@code parts} tensors (B, H, T, d). */
    NDList splitHeads(NDArray packed, int parts, int heads);

    /**
     * Cross entropy of class scores.
     *
     * @param logits (R, classes)
     * @param targets int64 (R)
     * @param ignored rows with this target do not count
     * @return the mean over the rows that count, in nats, a scalar; 0 if none counts
     */
    NDArray crossEntropy(NDArray logits, NDArray targets, long ignored);

    /**
     * Cross entropy of words, as {@link #crossEntropy} of the scores, which an engine need not have in memory all at once.
     *
     * @param scores of R places
     * @param targets int64 (R)
     * @param ignored rows with this target do not count
     * @return the mean over the rows that count, in nats, a scalar; 0 if none counts
     */
    NDArray wordCrossEntropy(WordScores scores, NDArray targets, long ignored, Mode mode);

    /**
     * Binary cross entropy of findings over the labels that are known, softplus(x) - x y.
     *
     * @param logits (B, K)
     * @param labels 1 present, 0 absent, NaN not known, (B, K)
     * @return the mean over the known labels, in nats, a scalar; 0 if none is known
     */
    NDArray findingCrossEntropy(NDArray logits, NDArray labels);

    /**
     * Cosine similarity of the rows of two batches, times a factor. Rows shorter than {@code shortest} count as that long.
     *
     * @param studies (B, C)
     * @param texts (B, C)
     * @return (B, B), studies down, texts across; empty where the engine has no such unit
     */
    default Optional<NDArray> similarity(NDArray studies, NDArray texts, double factor, double shortest) {
        return Optional.empty();
    }

    /**
     * Contrast of a batch in which row i of both sides belongs together, by mean negative log-probabilities of the right
     * partner along rows and along columns.
     *
     * @param similarity (B, B)
     * @param weights of both directions
     * @return a scalar; empty where the engine has no such unit
     */
    default Optional<NDArray> contrast(NDArray similarity, ObjectiveConfig weights) {
        return Optional.empty();
    }

    /**
     * Cuts, turns, mirrors and scales pictures into the network's input, bilinear between pixel centres and black beyond
     * the picture.
     *
     * @return (I, C, S, S); empty where the engine has no such unit, and it is to be done before
     */
    default Optional<NDArray> pictures(PictureUnit unit) {
        return Optional.empty();
    }

    /**
     * A radiograph transformer from pixels to its last normalisation.
     *
     * @param images centred pixels, (I, C, S, S)
     * @param blocks as {@link #preNormBlocks} takes them
     * @return (I, 1+N, D); empty where the engine has no such unit, and it is to be put together from its parts
     */
    default Optional<NDArray> radiographTokens(NDArray images, PatchUnit patches, BlockUnit blocks) {
        return Optional.empty();
    }

    /**
     * Scores of findings from the tokens of radiographs: {@link ClassifierInput} and {@link Aggregation} as
     * {@link FindingClassifier#head} has them, then {@code W input + b}.
     *
     * @param tokens (I, 1+N, D)
     * @param weight (K, U), or (K, D) where the classifier reads the token
     * @param bias (K)
     * @return logits, (I, K); empty where the engine has no such unit
     */
    default Optional<NDArray> findingScores(NDArray tokens, NDArray weight, NDArray bias, ClassifierInput input,
            Aggregation aggregation) {
        return Optional.empty();
    }

    /**
     * A report transformer from tokens to the states that score the next ones: layers {@code h = norm1(x + SA(x)); h = norm2(h +
     * CA(h, memory)); x = norm3(h + FF(h))}.
     *
     * @param memory (B, S, U)
     * @param tokens int64 (B, T)
     * @param layers per layer weight and bias of self attention's packed and output projections, norm1, cross
     *     attention's packed and output projections, norm2, linear1, linear2, norm3: 18 tensors
     * @return (B, T, U); empty where the engine has no such unit
     */
    default Optional<NDArray> reportStates(NDArray memory, NDArray tokens, ReportUnit report, BlockUnit layers) {
        return Optional.empty();
    }

    /**
     * Pre-norm blocks: {@code x = x + proj(attention(norm1(x))); x = x + fc2(act(fc1(norm2(x))))}.
     *
     * @param tokens (B, T, D)
     * @param unit per block weight and bias of norm1, qkv, proj, norm2, fc1, fc2: 12 tensors
     * @return (B, T, D); empty where the engine has no such unit, and the blocks are to be put together from operators
     */
    default Optional<NDArray> preNormBlocks(NDArray tokens, BlockUnit unit) {
        return Optional.empty();
    }

    /**
     * Post-norm layers: {@code x = norm1(x + output(attention(x))); x = norm2(x + fc2(act(fc1(x))))}.
     *
     * @param tokens (B, T, D)
     * @param mask added to the scores, broadcast to (B, H, T, T)
     * @param unit per layer weight and bias of query, key, value, output, norm1, fc1, fc2, norm2: 16 tensors
     * @return (B, T, D); empty where the engine has no such unit
     */
    default Optional<NDArray> postNormLayers(NDArray tokens, NDArray mask, BlockUnit unit) {
        return Optional.empty();
    }

    /** Joins heads again: (B, H, T, d) to (B, T, H * d). */
    NDArray mergeHeads(NDArray heads);

    /**
     * A tensor of the processor's memory on the device of another manager, which owns the result. The memory may be written anew
     * when this returns.
     *
     * @param host on the processor, of any shape and type
     */
    default NDArray send(NDArray host, NDManager to) {
        NDArray there = host.toDevice(to.getDevice(), true);
        there.attach(to);
        return there;
    }

    /** Whether {@link #recompute} has gradients to take further, which the graph of the loss does not reach. */
    default boolean awaitsRecompute() {
        return false;
    }

    /**
     * Completes the gradients after a backward pass, where units of blocks keep no activations and compute them again.
     * Must follow every backward pass of a loss in training; without such units there is nothing to do.
     */
    default void recompute() {
    }

    /** Lets go of what {@link #recompute} would need: the step failed, or is over. */
    default void forget() {
    }
}

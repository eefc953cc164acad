package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.refers.model.network.Activation;
import org.refers.model.network.Aggregation;
import org.refers.model.network.BlockUnit;
import org.refers.model.network.ClassifierInput;
import org.refers.model.network.EagerKernels;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.ObjectiveConfig;
import org.refers.model.network.PatchUnit;
import org.refers.model.network.PictureUnit;
import org.refers.model.network.ReportUnit;
import org.refers.model.network.WordScores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.refers.model.torch.TorchBridge.tensor;
import static org.refers.model.torch.TorchBridge.tensors;

/** The operations of {@link Kernels} by PyTorch's own fused operators. */
final class TorchKernels implements Kernels {

    private static final Logger LOG = LoggerFactory.getLogger(TorchKernels.class);
    private static final int PRE_NORM_TENSORS = 12;
    private static final int POST_NORM_TENSORS = 16;
    /** 8 MB of scores: large enough for the matrix product, small enough for a processor's cache. */
    private static final long SCORES_AT_ONCE = 1 << 21;

    private final TorchBridge bridge;
    private final Arithmetic arithmetic;
    private final ActivationCheckpoints checkpoints;
    private final EagerKernels eager = new EagerKernels();
    private boolean pins = true;

    TorchKernels(TorchBridge bridge, Arithmetic arithmetic) {
        this.bridge = bridge;
        this.arithmetic = arithmetic;
        this.checkpoints = new ActivationCheckpoints(owner -> {
            try (NDArray drawn = bridge.call("draw", owner)) {
                return drawn.toLongArray()[0];
            }
        });
    }

    /** Only what is learned from needs its activations a second time. */
    private boolean recomputes(BlockUnit unit) {
        return arithmetic.checkpointing() && unit.mode() == Mode.TRAINING && JniUtils.isGradMode();
    }

    @Override
    public NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, double dropout) {
        if (mask == null) {
            return bridge.call("attention_unmasked", query, tensor(query), tensor(key), tensor(value),
                    IValue.from(dropout));
        }
        return bridge.call("attention", query, tensor(query), tensor(key), tensor(value), tensor(mask),
                IValue.from(dropout));
    }

    @Override
    public Optional<NDArray> pictures(PictureUnit unit) {
        return Optional.of(bridge.call("pictures", unit.grey(), tensor(unit.grey()), tensor(unit.maps()),
                tensor(unit.changes()), tensor(unit.middle()), tensor(unit.mean()), tensor(unit.deviation()),
                IValue.from(unit.side()), IValue.from(unit.standardise())));
    }

    @Override
    public Optional<NDArray> radiographTokens(NDArray images, PatchUnit patches, BlockUnit blocks) {
        if (recomputes(blocks)) {
            return Optional.empty();
        }
        return Optional.of(bridge.call("radiograph_tokens", images,
                with(blocks, tensor(images), tensors(patches.weights()), tensors(blocks.weights()),
                        IValue.from((long) patches.grid()))));
    }

    @Override
    public Optional<NDArray> findingScores(NDArray tokens, NDArray weight, NDArray bias, ClassifierInput input,
            Aggregation aggregation) {
        boolean mean = input == ClassifierInput.MEAN;
        return Optional.of(bridge.call("finding_scores", tokens, tensor(tokens), tensor(weight), tensor(bias),
                IValue.from(mean), IValue.from(mean && aggregation == Aggregation.CONCAT),
                IValue.from(mean && aggregation == Aggregation.ADD)));
    }

    @Override
    public Optional<NDArray> preNormBlocks(NDArray tokens, BlockUnit unit) {
        return Optional.of(blocks(tokens, unit, PRE_NORM_TENSORS, (x, part) -> bridge.call("pre_norm_blocks", x,
                with(part, tensor(x), tensors(part.weights())))));
    }

    @Override
    public Optional<NDArray> postNormLayers(NDArray tokens, NDArray mask, BlockUnit unit) {
        return Optional.of(blocks(tokens, unit, POST_NORM_TENSORS, (x, part) -> bridge.call("post_norm_layers", x,
                with(part, tensor(x), tensor(mask), tensors(part.weights())))));
    }

    private NDArray blocks(NDArray tokens, BlockUnit unit, int tensors, BiFunction<NDArray, BlockUnit, NDArray> run) {
        if (!recomputes(unit)) {
            return run.apply(tokens, unit);
        }
        return checkpoints.run(tokens, unit.weights().size() / tensors, unit.rate() > 0,
                (x, index) -> run.apply(x, unit.part(index, index + 1, tensors)));
    }

    @Override
    public boolean awaitsRecompute() {
        return !checkpoints.isEmpty();
    }

    @Override
    public void recompute() {
        checkpoints.backward();
    }

    @Override
    public void forget() {
        checkpoints.clear();
    }

    @Override
    public Optional<NDArray> reportStates(NDArray memory, NDArray tokens, ReportUnit report, BlockUnit layers) {
        return Optional.of(bridge.call("report_states", memory,
                with(layers, tensor(memory), tensor(tokens), tensor(report.mask()), tensors(report.weights()),
                        tensors(layers.weights()), IValue.from((long) report.padding()),
                        IValue.from(report.embedEps()))));
    }

    /** A unit's own arguments, and behind them those that all units of blocks have. */
    private IValue[] with(BlockUnit unit, IValue... own) {
        IValue[] all = Arrays.copyOf(own, own.length + 5);
        all[own.length] = IValue.from((long) unit.heads());
        all[own.length + 1] = IValue.from(unit.form().layerNormEps());
        all[own.length + 2] = IValue.from(unit.form().activation() == Activation.GELU);
        all[own.length + 3] = IValue.from(unit.rate());
        all[own.length + 4] = IValue.from(arithmetic.precision() == Precision.BF16 && unit.mode() == Mode.TRAINING);
        return all;
    }

    @Override
    public NDArray crossEntropy(NDArray logits, NDArray targets, long ignored) {
        return bridge.call("cross_entropy", logits, tensor(logits), tensor(targets), IValue.from(ignored));
    }

    @Override
    public NDArray wordCrossEntropy(WordScores scores, NDArray targets, long ignored, Mode mode) {
        NDArray states = scores.states();
        long words = scores.table().getShape().get(0);
        boolean half = arithmetic.precision() == Precision.BF16 && mode == Mode.TRAINING;
        return bridge.call("word_loss", states, tensor(states), tensor(scores.table()), tensor(scores.bias()),
                tensor(targets), IValue.from(ignored), IValue.from(Math.max(1, SCORES_AT_ONCE / words)),
                IValue.from(JniUtils.isGradMode()), IValue.from(half));
    }

    @Override
    public NDArray findingCrossEntropy(NDArray logits, NDArray labels) {
        return bridge.call("finding_loss", logits, tensor(logits), tensor(labels));
    }

    @Override
    public Optional<NDArray> similarity(NDArray studies, NDArray texts, double factor, double shortest) {
        return Optional.of(bridge.call("similarity", studies, tensor(studies), tensor(texts), IValue.from(factor),
                IValue.from(shortest)));
    }

    @Override
    public Optional<NDArray> contrast(NDArray similarity, ObjectiveConfig weights) {
        return Optional.of(bridge.call("contrast", similarity, tensor(similarity), IValue.from(weights.imageToText()),
                IValue.from(weights.textToImage()), IValue.from(weights.textToImageGradient())));
    }

    @Override
    public NDArray send(NDArray host, NDManager to) {
        if (!pins) {
            return eager.send(host, to);
        }
        try {
            return sent(host, to, true);
        } catch (EngineException refused) {
            // Such memory cannot be swapped out, so the system limits it; a device that is broken fails below as well.
            LOG.warn("No memory could be pinned: batches are sent while the graphics card waits.", refused);
            pins = false;
            return eager.send(host, to);
        }
    }

    /** Through pinned memory the card fetches the tensor by itself, behind what it computes at the moment. */
    NDArray sent(NDArray host, NDManager to, boolean pinned) {
        Device device = to.getDevice();
        String name = device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
        return bridge.callFor(to, "sent", tensor(host), IValue.from(name), IValue.from(pinned));
    }

    @Override
    public NDList splitHeads(NDArray packed, int parts, int heads) {
        return eager.splitHeads(packed, parts, heads);
    }

    @Override
    public NDArray mergeHeads(NDArray heads) {
        return eager.mergeHeads(heads);
    }
}

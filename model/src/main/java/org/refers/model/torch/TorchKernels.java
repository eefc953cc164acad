package org.refers.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refers.model.network.Activation;
import org.refers.model.network.BlockUnit;
import org.refers.model.network.EagerKernels;
import org.refers.model.network.Kernels;

import static org.refers.model.torch.TorchBridge.tensor;
import static org.refers.model.torch.TorchBridge.tensors;

/** The operations of {@link Kernels} by PyTorch's own fused operators. */
final class TorchKernels implements Kernels {

    private final TorchBridge bridge;
    private final EagerKernels eager = new EagerKernels();

    TorchKernels(TorchBridge bridge) {
        this.bridge = bridge;
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
    public Optional<NDArray> preNormBlocks(NDArray tokens, BlockUnit unit) {
        return Optional.of(bridge.call("pre_norm_blocks", tokens, tensor(tokens), tensors(unit.weights()),
                IValue.from((long) unit.heads()), IValue.from(unit.form().layerNormEps()),
                IValue.from(unit.form().activation() == Activation.GELU), IValue.from(unit.dropout())));
    }

    @Override
    public Optional<NDArray> postNormLayers(NDArray tokens, NDArray mask, BlockUnit unit) {
        return Optional.of(bridge.call("post_norm_layers", tokens, tensor(tokens), tensor(mask),
                tensors(unit.weights()), IValue.from((long) unit.heads()), IValue.from(unit.form().layerNormEps()),
                IValue.from(unit.form().activation() == Activation.GELU), IValue.from(unit.dropout())));
    }

    @Override
    public NDArray crossEntropy(NDArray logits, NDArray targets, long ignored) {
        return bridge.call("cross_entropy", logits, tensor(logits), tensor(targets), IValue.from(ignored));
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

package org.refers.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collections;
import java.util.Optional;
import org.refers.model.network.UpdateKernels;

import static org.refers.model.torch.TorchBridge.tensors;

/** The arithmetic of {@link UpdateKernels} by PyTorch's fused and list-wise operators, one call a list. */
final class TorchUpdates implements UpdateKernels {

    private final TorchBridge bridge;

    TorchUpdates(TorchBridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public void sgd(NDList weights, NDList gradients, NDList velocities, SgdRates rates) {
        // Without momentum nothing is remembered, and PyTorch wants no list then.
        NDList remembered = rates.momentum() == 0 ? new NDList() : velocities;
        bridge.update("sgd", tensors(weights), tensors(gradients), tensors(remembered), IValue.from(rates.rate()),
                IValue.from(rates.momentum()), IValue.from(rates.decay()));
    }

    @Override
    public void adamW(NDList weights, NDList gradients, NDList means, NDList squares, AdamRates rates) {
        NDManager manager = weights.get(0).getManager();
        try (NDArray step = manager.create((float) rates.step())) {
            NDList steps = new NDList(Collections.nCopies(weights.size(), step));
            bridge.update("adamw", tensors(weights), tensors(gradients), tensors(means), tensors(squares),
                    tensors(steps), IValue.from(rates.rate()), IValue.from(rates.beta1()), IValue.from(rates.beta2()),
                    IValue.from(rates.decay()), IValue.from(rates.epsilon()));
        }
    }

    @Override
    public void muon(NDList weights, NDList gradients, NDList velocities, MuonRates rates) {
        bridge.update("muon", tensors(weights), tensors(gradients), tensors(velocities), IValue.from(rates.rows()),
                IValue.from(rates.columns()), IValue.from(rates.momentum()),
                IValue.from(1 - rates.rate() * rates.decay()), IValue.from(-rates.step()));
    }

    @Override
    public Optional<NDArray> gradient(NDArray parameter) {
        // NDArray.getGradient() would give zeros of its own where there is none yet, which no backward pass adds to.
        NDArray gradient = JniUtils.getGradient((PtNDArray) parameter);
        if (gradient == null) {
            return Optional.empty();
        }
        NDScope.unregister(gradient);
        gradient.attach(parameter.getManager());
        return Optional.of(gradient);
    }

    @Override
    public double norm(NDList arrays) {
        try (NDArray norm = bridge.call("norm", arrays.get(0), tensors(arrays))) {
            return norm.getFloat();
        }
    }

    @Override
    public void scale(NDList arrays, double factor) {
        bridge.update("scale", tensors(arrays), IValue.from(factor));
    }

    @Override
    public void zero(NDList arrays) {
        bridge.update("zero", tensors(arrays));
    }

    @Override
    public void mix(NDList slow, NDList fast, double alpha) {
        bridge.update("mix", tensors(slow), tensors(fast), IValue.from(alpha));
    }

    @Override
    public void copy(NDList from, NDList into) {
        bridge.update("copy", tensors(from), tensors(into));
    }
}

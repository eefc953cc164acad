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
import org.jspecify.annotations.Nullable;
import org.refers.model.network.Gradients;
import org.refers.model.network.UpdateKernels;

import static org.refers.model.torch.TorchBridge.tensor;
import static org.refers.model.torch.TorchBridge.tensors;

/** The arithmetic of {@link UpdateKernels} by PyTorch's fused and list-wise operators, one call a list. */
final class TorchUpdates implements UpdateKernels {

    private final TorchBridge bridge;

    TorchUpdates(TorchBridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public void sgd(NDList weights, Gradients gradients, NDList velocities, SgdRates rates) {
        // Without momentum nothing is remembered, and PyTorch wants no list then.
        NDList remembered = rates.momentum() == 0 ? new NDList() : velocities;
        update("sgd", weights, gradients, tensors(remembered), IValue.from(rates.rate()),
                IValue.from(rates.momentum()), IValue.from(rates.decay()));
    }

    @Override
    public void adamW(NDList weights, Gradients gradients, NDList means, NDList squares, AdamRates rates) {
        NDManager manager = weights.get(0).getManager();
        try (NDArray step = manager.create((float) rates.step())) {
            NDList steps = new NDList(Collections.nCopies(weights.size(), step));
            update("adamw", weights, gradients, tensors(means), tensors(squares), tensors(steps),
                    IValue.from(rates.rate()), IValue.from(rates.beta1()), IValue.from(rates.beta2()),
                    IValue.from(rates.decay()), IValue.from(rates.epsilon()));
        }
    }

    @Override
    public void muon(NDList weights, Gradients gradients, NDList velocities, MuonRates rates) {
        update("muon", weights, gradients, tensors(velocities), IValue.from(rates.rows()),
                IValue.from(rates.columns()), IValue.from(rates.momentum()),
                IValue.from(1 - rates.rate() * rates.decay()), IValue.from(-rates.step()));
    }

    private void update(String method, NDList weights, Gradients gradients, IValue... others) {
        IValue own = values(gradients);
        IValue[] arguments = new IValue[others.length + 2];
        arguments[0] = tensors(weights);
        arguments[1] = own;
        System.arraycopy(others, 0, arguments, 2, others.length);
        try (IValue changed = bridge.run(method, held(gradients), arguments)) {
            assert changed.isTensor();
        }
    }

    private static IValue values(Gradients gradients) {
        return switch (gradients) {
            case TorchGradients own -> own.list();
            case Gradients.Tensors staying -> tensors(staying.list());
            default -> throw new IllegalArgumentException("gradients of another engine");
        };
    }

    /** What a call may not close, because these gradients are used again. */
    private static @Nullable IValue held(Gradients gradients) {
        return gradients instanceof TorchGradients own ? own.list() : null;
    }

    @Override
    public Optional<Gradients> gradients(NDArray loss, NDList parameters) {
        return Optional.of(new TorchGradients(bridge,
                bridge.run("gradients", null, tensor(loss), tensors(parameters))));
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
    public double norm(Gradients gradients) {
        try (IValue result = bridge.run("norm", held(gradients), values(gradients));
                NDArray norm = result.toTensor(bridge.manager())) {
            return norm.getFloat();
        }
    }

    @Override
    public Gradients scaled(Gradients gradients, double factor) {
        if (gradients instanceof TorchGradients own) {
            // Not in place: two parameters that are added to each other have one tensor as their gradient.
            TorchGradients result = new TorchGradients(bridge,
                    bridge.run("scaled_list", own.list(), own.list(), IValue.from(factor)));
            own.close();
            return result;
        }
        bridge.update("scale", values(gradients), IValue.from(factor));
        return gradients;
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

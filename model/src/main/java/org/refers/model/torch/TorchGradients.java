package org.refers.model.torch;

import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import org.refers.model.network.Gradients;

/** Gradients as one list inside PyTorch. */
final class TorchGradients implements Gradients {

    private final TorchBridge bridge;
    private final IValue list;
    private final List<TorchGradients> parts = new ArrayList<>();

    TorchGradients(TorchBridge bridge, IValue list) {
        this.bridge = bridge;
        this.list = list;
    }

    /** The list, which stays this object's. */
    IValue list() {
        return list;
    }

    @Override
    public Gradients part(int first, int count) {
        TorchGradients part = new TorchGradients(bridge,
                bridge.run("part", list, list, IValue.from((long) first), IValue.from((long) count)));
        parts.add(part);
        return part;
    }

    @Override
    public void close() {
        parts.forEach(TorchGradients::close);
        list.close();
    }
}

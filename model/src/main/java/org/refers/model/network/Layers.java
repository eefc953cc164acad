package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;

/** Elementary layers, called by the name under which their parameters are stored. */
final class Layers {

    private final ParameterSet parameters;
    private final Kernels kernels;

    Layers(ParameterSet parameters, Kernels kernels) {
        this.parameters = parameters;
        this.kernels = kernels;
    }

    Kernels kernels() {
        return kernels;
    }

    NDArray get(String name) {
        return parameters.get(name);
    }

    /** Adds weight and bias of a layer to a list. */
    void addTo(NDList list, String name) {
        list.add(get(name + ".weight"));
        list.add(get(name + ".bias"));
    }

    /** x W^T + b. */
    NDArray linear(String name, NDArray x) {
        return linear(x, get(name + ".weight"), get(name + ".bias"));
    }

    static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }

    /** Layer normalisation over the last axis, with the biased variance. */
    NDArray norm(String name, NDArray x, double eps) {
        NDArray weight = get(name + ".weight");
        return LayerNorm.layerNorm(x, weight.getShape(), weight, get(name + ".bias"), (float) eps).singletonOrThrow();
    }

    static NDArray dropout(NDArray x, double rate, Mode mode) {
        return mode == Mode.TRAINING && rate > 0
                ? Dropout.dropout(x, (float) rate, true).singletonOrThrow()
                : x;
    }

    /** Rows of a table (rows, width) by an integer tensor of any shape: index shape + (width). */
    static NDArray rows(NDArray table, NDArray index) {
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }

    /**
     * Query, key and value for attention over itself from one packed linear layer.
     *
     * @return three tensors (B, H, T, d)
     */
    NDList packedHeads(NDArray x, String weight, String bias, int heads) {
        return kernels.splitHeads(linear(x, get(weight), get(bias)), 3, heads);
    }

    /** One projection split into heads, (B, H, T, d). */
    NDArray heads(NDArray x, NDArray weight, NDArray bias, int heads) {
        Shape shape = x.getShape();
        NDArray projected = linear(x, weight, bias);
        return projected.reshape(shape.get(0), shape.get(1), heads, projected.getShape().get(2) / heads)
                .transpose(0, 2, 1, 3);
    }
}

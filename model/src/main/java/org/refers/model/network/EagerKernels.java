package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import org.jspecify.annotations.Nullable;

/** The operations of {@link Kernels} from plain tensor operators. */
public final class EagerKernels implements Kernels {

    @Override
    public NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, double dropout) {
        NDArray weights = weights(query, key, mask);
        if (dropout > 0) {
            weights = Dropout.dropout(weights, (float) dropout, true).singletonOrThrow();
        }
        return weights.matMul(value);
    }

    /** The attention weights alone, (B, H, T, S); each row sums to 1. */
    public static NDArray weights(NDArray query, NDArray key, @Nullable NDArray mask) {
        double scale = 1 / Math.sqrt(query.getShape().get(3));
        NDArray scores = Scalars.mul(query, scale).matMul(key.transpose(0, 1, 3, 2));
        return (mask == null ? scores : scores.add(mask)).softmax(-1);
    }

    @Override
    public NDList splitHeads(NDArray packed, int parts, int heads) {
        Shape shape = packed.getShape();
        long head = shape.get(2) / parts / heads;
        NDArray turned = packed.reshape(shape.get(0), shape.get(1), parts, heads, head).transpose(2, 0, 3, 1, 4);
        NDList split = new NDList(parts);
        for (NDArray part : turned.split(parts)) {
            split.add(part.squeeze(0));
        }
        return split;
    }

    @Override
    public NDArray mergeHeads(NDArray heads) {
        Shape shape = heads.getShape();
        return heads.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3));
    }

    @Override
    public NDArray crossEntropy(NDArray logits, NDArray targets, long ignored) {
        NDArray counted = targets.neq(ignored).toType(logits.getDataType(), false);
        NDArray own = logits.logSoftmax(-1).gather(targets.expandDims(1), 1).squeeze(1);
        return own.mul(counted).sum().neg().div(counted.sum().maximum(1));
    }

    @Override
    public NDArray wordCrossEntropy(WordScores scores, NDArray targets, long ignored, Mode mode) {
        return crossEntropy(scores.logits(), targets, ignored);
    }

    @Override
    public NDArray findingCrossEntropy(NDArray logits, NDArray labels) {
        NDArray unknown = labels.isNaN();
        NDArray known = unknown.logicalNot().toType(DataType.FLOAT32, false);
        NDArray truth = NDArrays.where(unknown, labels.zerosLike(), labels);
        NDArray loss = Activation.softPlus(logits).sub(logits.mul(truth));
        return loss.mul(known).sum().div(known.sum().maximum(1));
    }
}

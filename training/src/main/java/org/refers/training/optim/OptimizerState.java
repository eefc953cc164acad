package org.refers.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.refers.model.network.ParameterSet;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsException;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.store.TensorInfo;

/** Tensors that an optimizer keeps, one a parameter, under {@code kind/parameter}. They live as long as the parameters. */
final class OptimizerState {

    private final String kind;
    private final List<String> names;
    private final NDList arrays = new NDList();

    /** Zeros in the shapes of the parameters. */
    OptimizerState(String kind, List<String> names, ParameterSet parameters) {
        this.kind = kind;
        this.names = names;
        for (String name : names) {
            NDArray zeros = parameters.manager().zeros(parameters.get(name).getShape());
            NDScope.unregister(zeros);
            arrays.add(zeros);
        }
    }

    NDList arrays() {
        return arrays;
    }

    void store(SafetensorsWriter writer) {
        for (int i = 0; i < names.size(); i++) {
            NDArray array = arrays.get(i);
            writer.floats(kind + "/" + names.get(i), array.getShape().getShape(), array::toFloatArray);
        }
    }

    void load(Safetensors file) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            String name = kind + "/" + names.get(i);
            TensorInfo info = file.info(name);
            Shape shape = arrays.get(i).getShape();
            if (!Arrays.equals(info.dimensions(), shape.getShape())) {
                throw new SafetensorsException(name + " has shape " + info.shape() + " instead of " + shape);
            }
            try (NDArray values = arrays.get(i).getManager().create(file.floats(name), shape)) {
                arrays.get(i).set(new NDIndex("..."), values);
            }
        }
    }
}

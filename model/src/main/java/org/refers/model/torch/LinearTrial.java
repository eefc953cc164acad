package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.io.IOException;

import static org.refers.model.torch.TorchBridge.tensor;

/** Times one linear layer of the base size on this processor, each way in turn. */
public final class LinearTrial implements AutoCloseable {

    private static final int ROWS = 256;
    private static final int WIDTH = 768;

    private final NDManager manager;
    private final TorchBridge bridge;
    private final NDArray input;
    private final NDArray weight;
    private final NDArray bias;

    /**
     * Prepares a layer.
     *
     * @throws IOException if the engine does not take PyTorch's own operators
     */
    public LinearTrial(LinearLayers layers) throws IOException {
        manager = NDManager.newBaseManager(Device.cpu());
        try {
            bridge = TorchBridge.open(manager, layers);
        } catch (IOException refused) {
            manager.close();
            throw refused;
        }
        input = manager.ones(new Shape(ROWS, WIDTH));
        weight = manager.ones(new Shape(WIDTH, WIDTH));
        bias = manager.zeros(new Shape(WIDTH));
    }

    /** Computes the layer once and tells how many seconds it took. */
    public double seconds() {
        long start = System.nanoTime();
        bridge.call("linear", input, tensor(input), tensor(weight), tensor(bias), IValue.from(false)).close();
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        manager.close();
    }
}

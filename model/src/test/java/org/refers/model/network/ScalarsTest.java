package org.refers.model.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ScalarsTest {

    /** With {@code x.mul(3f)} in its place this fails at once: the graph then points at memory that Java has given back. */
    @Test
    void theFactorIsStillThereAfterAGarbageCollection() {
        try (NDManager manager = NDManager.newBaseManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            for (int round = 0; round < 5; round++) {
                NDArray x = manager.ones(new Shape(4));
                x.setRequiresGradient(true);
                List<ByteBuffer> others = new ArrayList<>();
                try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                    NDArray y = Scalars.mul(x, 3).sum();
                    collectGarbage();
                    for (int i = 0; i < 50; i++) {
                        others.add(ByteBuffer.allocateDirect(4).putInt(0, Float.floatToIntBits(Float.NaN)));
                    }
                    gradients.backward(y);
                }
                assertEquals(3, x.getGradient().getFloat(0), "after " + others.size() + " other buffers");
            }
        }
    }

    private static void collectGarbage() {
        System.gc();
    }
}

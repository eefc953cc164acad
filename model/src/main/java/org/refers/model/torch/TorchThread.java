package org.refers.model.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.TrainableMethods;

/**
 * Prepares the present thread for tensors. PyTorch keeps some switches for each thread: only the one on which the engine
 * was started has gradients off, and on any other one plain evaluation would record a graph and fill the memory.
 */
public final class TorchThread {

    private TorchThread() {
    }

    /** Switches gradients off outside of gradient collectors, and the rewriting of script graphs off altogether. */
    public static void prepare() {
        Engine.getInstance();
        JniUtils.setGradMode(false);
        TrainableMethods.setGraphOptimizer(false);
    }
}

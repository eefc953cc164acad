package org.refers.model.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/** The processor threads that PyTorch spreads one operation over. */
public final class TorchThreads {

    private TorchThreads() {
    }

    /** Sets the number for all operations from now on; the engine is started if need be. */
    public static void set(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        Engine.getInstance();
        JniUtils.setNumThreads(threads);
    }

    /** The number in force. */
    public static int get() {
        Engine.getInstance();
        return JniUtils.getNumThreads();
    }
}

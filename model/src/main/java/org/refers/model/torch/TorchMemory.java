package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;

/** The memory that PyTorch keeps for later use. */
public final class TorchMemory {

    private TorchMemory() {
    }

    /** Gives back what a graphics card holds of it, so that another program or a smaller step can have it. */
    public static void release(Device device) {
        if (device.isGpu()) {
            JniUtils.emptyCudaCache();
        }
    }
}

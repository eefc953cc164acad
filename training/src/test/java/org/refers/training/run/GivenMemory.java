package org.refers.training.run;

import ai.djl.Device;
import java.util.OptionalLong;
import org.refers.training.device.FreeMemory;
import org.refers.training.device.MemoryUse;

/** A machine with as much memory as a test says, and no card. */
record GivenMemory(OptionalLong bytes) implements FreeMemory {

    @Override
    public OptionalLong forThisProcess() {
        return bytes;
    }

    @Override
    public OptionalLong on(Device card) {
        return OptionalLong.empty();
    }

    @Override
    public MemoryUse inUse(Device device) {
        return MemoryUse.UNKNOWN;
    }
}

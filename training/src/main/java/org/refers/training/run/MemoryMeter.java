package org.refers.training.run;

import ai.djl.Device;
import java.util.OptionalLong;
import org.refers.training.device.MemoryUse;

/**
 * The memory a run has in use, for its records. The system is asked four times a second at most, since an answer takes a
 * tenth of a millisecond and steps may take three; steps in between repeat the last answer.
 */
final class MemoryMeter {

    private static final long PAUSE_NANOS = 250_000_000;

    private final Machine machine;
    private final Device device;
    private MemoryUse last = MemoryUse.UNKNOWN;
    private OptionalLong most = OptionalLong.empty();
    private long askedAt;
    private boolean asked;

    MemoryMeter(Machine machine, Device device) {
        this.machine = machine;
        this.device = device;
    }

    /** What is in use; a peak that nobody tells is the greatest of what was seen. */
    MemoryUse read() {
        long now = machine.nanoClock().getAsLong();
        if (!asked || now - askedAt >= PAUSE_NANOS) {
            asked = true;
            askedAt = now;
            MemoryUse told = machine.memory().inUse(device);
            told.bytes().ifPresent(bytes -> most = OptionalLong.of(Math.max(bytes, most.orElse(bytes))));
            last = new MemoryUse(told.bytes(), told.peak().isPresent() ? told.peak() : most);
        }
        return last;
    }
}

package org.refers.training.device;

import java.util.OptionalLong;

/**
 * Memory in use where a run computes; empty where nobody tells.
 *
 * @param bytes in use now: of the process on a processor, of the whole card on a graphics card, other programs among it
 * @param peak the most so far, in bytes
 */
public record MemoryUse(OptionalLong bytes, OptionalLong peak) {

    /** Nobody tells. */
    public static final MemoryUse UNKNOWN = new MemoryUse(OptionalLong.empty(), OptionalLong.empty());
}

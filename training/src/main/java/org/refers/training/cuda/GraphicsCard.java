package org.refers.training.cuda;

/**
 * A graphics card as NVIDIA's driver describes it.
 *
 * @param name its name
 * @param memory its memory in bytes
 * @param major first number of its compute capability
 * @param minor second number of its compute capability
 */
public record GraphicsCard(String name, long memory, int major, int minor) {

    private static final double GIB = 1 << 30;

    /** Name, memory and compute capability, for people. */
    public String words() {
        return "%s, %.0f GiB, compute capability %d.%d".formatted(name, memory / GIB, major, minor);
    }
}

package org.refers.sampledata.body;

/**
 * A random number generator that gives the same numbers on every machine: SplitMix64 (Steele, Lea and Flood, 2014) and
 * {@link StrictMath} only. Streams split by a tag, so that drawing one more number for a rib does not change a report.
 */
public final class Seeded {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;

    /** Creates a generator; equal seeds give equal numbers. */
    public Seeded(long seed) {
        this.origin = seed;
        this.state = seed;
    }

    /** A generator of its own for one purpose. It depends on this one's seed and the tag, not on what was drawn yet. */
    public Seeded split(long tag) {
        return new Seeded(mix(origin * GAMMA + mix(tag + GAMMA)));
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** A number in [0, 1). */
    public double uniform() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A number in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** A whole number in [0, bound). */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** A normally distributed number, kept within 2.5 standard deviations so that nobody is born without a neck. */
    public double normal(double mean, double deviation) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        double z = radius * StrictMath.cos(2 * StrictMath.PI * uniform());
        return mean + deviation * Math.max(-2.5, Math.min(2.5, z));
    }

    /** One of several things, each as likely as the others. */
    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[below(choices.length)];
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

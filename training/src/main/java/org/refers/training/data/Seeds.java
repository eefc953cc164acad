package org.refers.training.data;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Seeds of a run's random draws. Each draw has a seed of its own, made from the run's seed and from what is drawn for,
 * so that it does not matter in which order or on which thread things are drawn, or where a run was resumed.
 */
public final class Seeds {

    private Seeds() {
    }

    /** A generator for a numbered occasion, such as an epoch's order. */
    public static SplittableRandom random(long seed, String purpose, long number) {
        return new SplittableRandom(mix(mix(seed, hash(purpose)), number));
    }

    /** A generator for an item at a numbered occasion, such as a study's augmentation in an epoch. */
    public static SplittableRandom random(long seed, String purpose, long number, String id) {
        return new SplittableRandom(mix(mix(mix(seed, hash(purpose)), number), hash(id)));
    }

    /** A seed for an engine's own generator at a step; positive. */
    public static int engineSeed(long seed, long step) {
        return (int) (mix(mix(seed, hash("engine")), step) >>> 33);
    }

    /** SplitMix64's finalizer (Steele, Lea and Flood, OOPSLA 2014) over both numbers. */
    static long mix(long a, long b) {
        long z = a + 0x9e3779b97f4a7c15L * (b + 1);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** FNV-1a, 64 bit: stable over machines and Java versions, as String.hashCode is too, but wide. */
    public static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}

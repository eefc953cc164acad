package org.refers.training.run;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run will need, said before it begins.
 *
 * @param memory by the rules that refuse a run
 * @param disk of checkpoints and decoded pictures
 * @param parameters weights of the network
 */
public record RunEstimate(Memory memory, Disk disk, long parameters) {

    /**
     * Memory where it is scarcest.
     *
     * @param needed bytes, about
     * @param free bytes that there are; empty where nobody tells
     * @param onCard whether the run computes on a graphics card
     * @param parts bytes by what they are for: weights, gradients, optimizer, activations, data, engine
     * @param refusal why the run would be refused, in a sentence
     * @param warning that it may not fit, in a sentence
     */
    public record Memory(long needed, OptionalLong free, boolean onCard, Map<String, Long> parts,
            Optional<String> refusal, Optional<String> warning) {
    }

    /**
     * Room on disks.
     *
     * @param checkpoint most bytes of one checkpoint
     * @param atOnce most checkpoints that lie there at once
     * @param free bytes left on the disk of the runs; empty where nobody tells
     * @param pictures bytes that the decoded pictures of the run take in the workspace's cache, those among them that are there
     *     already
     * @param refusal why the run would be refused, in a sentence
     */
    public record Disk(long checkpoint, long atOnce, OptionalLong free, long pictures, Optional<String> refusal) {

        /** Most bytes of all checkpoints. */
        public long checkpoints() {
            return checkpoint * atOnce;
        }
    }
}

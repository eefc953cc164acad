package org.refers.training.explain;

import java.util.List;
import org.refers.model.finding.MapKind;

/**
 * What became of a map as the weights that made it were replaced by random ones, from the classifier down to the patches (Adebayo
 * et al. 2018). A map that looks the same without what was learned cannot explain what was learned.
 *
 * @param finding the finding of the map
 * @param kind how the map was made
 * @param flat whether the map of the model itself is constant, so that nothing can be compared
 * @param steps from the classifier alone to all weights
 */
public record MapSanity(String finding, MapKind kind, boolean flat, List<Step> steps) {

    /**
     * From this mean size of the rank correlation on, a map counts as kept: a quarter (0.5 squared) of the order of its patches is
     * then still explained by the map of the trained network. Smooth maps of unrelated networks agree by chance; what was measured of that
     * is in decision 155.
     */
    public static final double KEPT_FROM = 0.5;

    /** A map that changes less than this in its order does not depend on the classifier. */
    private static final double UNCHANGED = 0.99;

    /** Copies the steps. */
    public MapSanity {
        steps = List.copyOf(steps);
    }

    /** Parts of the network, from its output down. */
    public enum Part {
        /** The classifier. */
        CLASSIFIER,
        /** A block; the last one with the final normalisation. */
        BLOCK,
        /** Patch projection, positions and aggregation token. */
        EMBEDDING
    }

    /**
     * A step of the cascade: this part and all before it are random.
     *
     * @param part the part
     * @param block number of the block from 1; 0 for another part
     * @param rank mean over the draws of the size of the rank correlation with the original map, 0 to 1
     * @param structure mean over the draws of the structural similarity, -1 to 1
     * @param map the first draw's raw map, n * n values; handed over, not copied
     */
    public record Step(Part part, int block, double rank, double structure, float[] map) {
    }

    /** What a test says. */
    public enum Verdict {
        /** Random weights destroy the map: it depends on what was learned. */
        DESTROYED,
        /** The map outlives the weights. */
        KEPT,
        /** There is no map to begin with. */
        FLAT
    }

    /** What the last step, in which all weights are random, says. */
    public Verdict verdict() {
        if (flat || steps.isEmpty()) {
            return Verdict.FLAT;
        }
        return steps.getLast().rank() < KEPT_FROM ? Verdict.DESTROYED : Verdict.KEPT;
    }

    /** Whether a random classifier leaves the map as it was, so that it cannot tell one finding from another. */
    public boolean ignoresClassifier() {
        return !flat && !steps.isEmpty() && steps.getFirst().rank() > UNCHANGED;
    }
}

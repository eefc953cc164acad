package org.refers.model.torch;

/**
 * How a network computes while it learns.
 *
 * @param precision of the large products
 * @param checkpointing whether blocks keep their inputs alone and are computed again in the backward pass: a third more
 *     work, for a memory that hardly grows with the depth (Chen et al. 2016)
 */
public record Arithmetic(Precision precision, boolean checkpointing) {

    /** Single precision, and every activation is kept. */
    public static final Arithmetic PLAIN = new Arithmetic(Precision.FP32, false);
}

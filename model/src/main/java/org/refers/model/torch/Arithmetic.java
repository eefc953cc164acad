package org.refers.model.torch;

/**
 * How a network computes while it learns.
 *
 * @param precision of the large products
 * @param checkpointing whether blocks keep their inputs alone and are computed again in the backward pass: a third more
 *     work, for a memory that hardly grows with the depth (Chen et al. 2016)
 * @param linear how linear layers are computed in single precision on a processor
 */
public record Arithmetic(Precision precision, boolean checkpointing, LinearLayers linear) {

    /** Every linear layer as a matrix product. */
    public Arithmetic(Precision precision, boolean checkpointing) {
        this(precision, checkpointing, LinearLayers.PRODUCTS);
    }

    /** Single precision, and every activation is kept. */
    public static Arithmetic plain(LinearLayers linear) {
        return new Arithmetic(Precision.FP32, false, linear);
    }
}

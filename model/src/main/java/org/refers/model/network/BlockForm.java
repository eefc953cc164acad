package org.refers.model.network;

/**
 * Activation of a stack of blocks, and the epsilon inside the root of its layer normalisations.
 *
 * @param activation non-linearity of the perceptrons
 * @param layerNormEps epsilon, above 0
 */
public record BlockForm(Activation activation, double layerNormEps) {

    /** Creates the form. */
    public BlockForm {
        if (!(layerNormEps > 0) || layerNormEps > 1) {
            throw new IllegalArgumentException("layer_norm_eps must be above 0, not " + layerNormEps);
        }
    }
}

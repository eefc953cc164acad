package org.refers.model.network;

/**
 * What is left out at random in training.
 *
 * @param radiograph dropout of the radiograph transformer, after the positions and inside the perceptrons
 * @param report dropout of the report transformer, on embeddings, attention, perceptrons and residual branches
 * @param text dropout of the text encoder, at the same places
 * @param patchKeep share of the patches a training step keeps, above 0 to 1; below 1 the others are dropped unseen
 */
public record RegularizationConfig(double radiograph, double report, double text, double patchKeep) {

    /** Creates the rates. */
    public RegularizationConfig {
        Checks.rate("dropout.radiograph", radiograph);
        Checks.rate("dropout.report", report);
        Checks.rate("dropout.text", text);
        if (!(patchKeep > 0) || patchKeep > 1) {
            throw new IllegalArgumentException("patch_keep must be above 0 and at most 1, not " + patchKeep);
        }
    }

    /** Number of patches that a training step keeps of {@code patches}; at least one. */
    public int keptPatches(int patches) {
        return Math.max(1, (int) Math.round(patches * patchKeep));
    }
}

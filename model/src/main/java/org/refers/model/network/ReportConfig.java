package org.refers.model.network;

/**
 * Sizes of the report transformer.
 *
 * @param width W
 * @param layers number of decoder layers
 * @param heads attention heads; divide the width
 * @param mlpWidth hidden width of a layer's perceptron
 * @param vocabSize number of report tokens
 * @param maxLength longest report in tokens, with both markers
 * @param tokens ids with a meaning of their own
 * @param form activation and normalisation of the layers
 * @param embedNormEps epsilon of the normalisation after the embeddings
 */
public record ReportConfig(int width, int layers, int heads, int mlpWidth, int vocabSize, int maxLength,
        SpecialTokens tokens, BlockForm form, double embedNormEps) {

    /** Creates the sizes; they are checked against each other. */
    public ReportConfig {
        Checks.divides("report.heads", heads, "report.width", width);
        Checks.layers("report.layers", layers);
        Checks.positive("report.mlp_width", mlpWidth);
        Checks.positive("report.vocab_size", vocabSize);
        Checks.positive("report.max_length", maxLength);
        tokens.requireBelow(vocabSize);
    }

    /**
     * Ids of the report vocabulary with a meaning of their own.
     *
     * @param pad fills short reports; masked as input, ignored as target
     * @param sos starts a report
     * @param eos ends it
     */
    public record SpecialTokens(int pad, int sos, int eos) {

        void requireBelow(int vocabSize) {
            if (Math.min(pad, Math.min(sos, eos)) < 0 || Math.max(pad, Math.max(sos, eos)) >= vocabSize) {
                throw new IllegalArgumentException("special tokens " + this + " lie outside the vocabulary of "
                        + vocabSize);
            }
        }
    }
}

package org.refers.model.network;

/**
 * Sizes of the text encoder, a BERT with pooler.
 *
 * @param vocabSize number of WordPiece tokens
 * @param hiddenSize width
 * @param layers number of layers
 * @param heads attention heads; divide the width
 * @param intermediateSize hidden width of a layer's perceptron
 * @param maxPositions longest text in tokens
 * @param typeVocabSize rows of the segment table; only row 0 is used
 * @param form activation and normalisation
 */
public record TextConfig(int vocabSize, int hiddenSize, int layers, int heads, int intermediateSize, int maxPositions,
        int typeVocabSize, BlockForm form) {

    /** Creates the sizes; they are checked against each other. */
    public TextConfig {
        Checks.divides("bert.num_attention_heads", heads, "bert.hidden_size", hiddenSize);
        Checks.layers("bert.num_hidden_layers", layers);
        Checks.positive("bert.intermediate_size", intermediateSize);
        Checks.positive("bert.vocab_size", vocabSize);
        Checks.positive("bert.max_position_embeddings", maxPositions);
        Checks.positive("bert.type_vocab_size", typeVocabSize);
    }
}

package org.refers.model.network;

import ai.djl.ndarray.NDArray;

/**
 * Scores of words at the places of reports, not yet multiplied out: the largest tensor of a pre-training step, places times
 * vocabulary.
 *
 * @param states what the report transformer ends with, (B, T, U) or (R, U)
 * @param table a row a word, shared with the embedding, (vocabulary, U)
 * @param bias of each word, (vocabulary)
 */
public record WordScores(NDArray states, NDArray table, NDArray bias) {

    /** The scores themselves, (B, T, vocabulary) or (R, vocabulary). */
    public NDArray logits() {
        return Layers.linear(states, table, bias);
    }

    /** The same with all places in one row after the other, (R, U). */
    public WordScores rows() {
        return new WordScores(states.reshape(-1, table.getShape().get(1)), table, bias);
    }
}

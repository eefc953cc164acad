package org.refers.model.text;

/**
 * The ids that stand for no text.
 *
 * @param pad fills a batch; masked as input and ignored as target
 * @param unknown stands for a character outside the vocabulary; the same as {@code pad} in the published SentencePiece
 *     model, which so never learns from it
 * @param start begins a report
 * @param end ends a report
 */
public record SpecialTokens(int pad, int unknown, int start, int end) {
}

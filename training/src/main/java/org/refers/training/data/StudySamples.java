package org.refers.training.data;

import org.refers.model.text.TokenBatch;

/**
 * A batch of B studies as plain arrays.
 *
 * @param images I, number of distinct inputs; a view that is repeated counts once
 * @param pixels inputs one after the other, (I, C, S, S)
 * @param views for each study in turn, the V rows of {@code pixels} that are its views, B * V entries
 * @param report tokens of the report transformer
 * @param text tokens of the text encoder
 */
public record StudySamples(int images, float[] pixels, long[] views, TokenBatch report, TokenBatch text) {
}

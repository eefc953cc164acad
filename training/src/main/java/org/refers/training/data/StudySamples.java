package org.refers.training.data;

import org.refers.model.text.TokenBatch;

/**
 * A batch of B studies as plain arrays.
 *
 * @param pictures distinct inputs one after the other; a view that is repeated counts once
 * @param views for each study in turn, the V of the pictures that are its views, B * V entries
 * @param report tokens of the report transformer
 * @param text tokens of the text encoder
 */
public record StudySamples(InputPictures pictures, long[] views, TokenBatch report, TokenBatch text) {

    /** I, number of distinct inputs. */
    public int images() {
        return pictures.count();
    }
}

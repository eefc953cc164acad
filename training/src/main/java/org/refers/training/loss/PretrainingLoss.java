package org.refers.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * The loss of a pre-training batch and its terms, all scalars.
 *
 * @param total what is minimised
 * @param contrast contrast before its weight, unless its weight is 0
 * @param language report loss before its weight, unless its weight is 0
 * @param similarity similarities of the contrast, (B, B), studies down, texts across
 */
public record PretrainingLoss(NDArray total, Optional<NDArray> contrast, Optional<NDArray> language,
        Optional<NDArray> similarity) {
}

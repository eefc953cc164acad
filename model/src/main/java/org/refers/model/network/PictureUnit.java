package org.refers.model.network;

import ai.djl.ndarray.NDArray;

/**
 * Grey pictures and what shall be made of them, for engines that do it where the network computes.
 *
 * @param grey levels, unsigned bytes, (I, P, P)
 * @param maps where each point of the input lies in its picture, both from -1 to 1 across their field, (I, 2, 3)
 * @param changes factor of brightness and factor of contrast, (I, 2)
 * @param middle what contrast turns about where each picture is standardised, (S, S), or a scalar 0
 * @param mean of each channel, (1, C, 1, 1), for pictures that are not standardised
 * @param deviation of each channel, (1, C, 1, 1)
 * @param side S, of the input
 * @param standardise whether each picture is brought to mean 0 and deviation 1 by itself
 */
public record PictureUnit( // checkstyle: RecordComponentNumber, because a unit takes all its tensors in one call
        NDArray grey, NDArray maps, NDArray changes, NDArray middle, NDArray mean, NDArray deviation, long side,
        boolean standardise) {
}

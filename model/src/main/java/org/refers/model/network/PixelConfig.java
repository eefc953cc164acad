package org.refers.model.network;

import java.util.List;

/**
 * How grey values become the network's input.
 *
 * @param standardize whether every picture is brought to mean 0 and deviation 1 by itself; then mean and deviation
 *     below are not used
 * @param mean mean of each channel, of grey values from 0 to 1
 * @param deviation standard deviation of each channel, above 0
 * @param meanImage whether the parameters hold the mean training picture, which the network subtracts
 */
public record PixelConfig(boolean standardize, List<Double> mean, List<Double> deviation, boolean meanImage) {

    /** Creates the statistics. */
    public PixelConfig {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()) {
            throw new IllegalArgumentException("pixels.mean and pixels.std differ in length");
        }
        for (double value : deviation) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("pixels.std must be above 0, not " + value);
            }
        }
    }
}

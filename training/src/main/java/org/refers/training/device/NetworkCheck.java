package org.refers.training.device;

import java.util.Optional;

/**
 * Steps of pre-training of the whole REFERS network, in its smallest size, on noise: both transformers, the text
 * encoder, both losses, clipping and the optimizer.
 *
 * @param steps steps that were taken, all on the same batch
 * @param lossBefore loss of that batch before them, without dropout, in nats
 * @param lossAfter the same after them
 * @param secondsAStep time of the fastest step
 * @param imagesPerSecond radiographs learned from in a second at that pace
 * @param notice why PyTorch's fused operators are not used, if they are not
 */
public record NetworkCheck(int steps, double lossBefore, double lossAfter, double secondsAStep, double imagesPerSecond,
        Optional<String> notice) {

    /** Whether the network learned the batch better than before. */
    public boolean right() {
        return Double.isFinite(lossBefore) && lossAfter < lossBefore;
    }
}

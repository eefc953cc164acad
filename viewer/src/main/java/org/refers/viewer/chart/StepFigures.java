package org.refers.viewer.chart;

import java.util.Map;

/**
 * The figures of a training step; one that was not told is no number and gets no point.
 *
 * @param step number of steps done, from 1
 * @param loss total training loss
 * @param terms loss by task
 * @param learningRate of the radiograph transformer
 * @param gradientNorm before clipping
 * @param imagesPerSecond radiographs per second
 * @param waiting share of the time that went by waiting for batches, 0 to 1
 * @param microBatch most items computed at once
 * @param memory in use where the run computes, in gigabytes by curve; see {@link RunCurves#IN_USE}
 */
public record StepFigures(long step, double loss, Map<String, Double> terms, double learningRate,
        double gradientNorm, double imagesPerSecond, double waiting, double microBatch,
        Map<String, Double> memory) {

    /** A step of which the losses and the learning rate are known only. */
    public static StepFigures of(long step, double loss, Map<String, Double> terms, double learningRate) {
        return new StepFigures(step, loss, terms, learningRate, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
                Map.of());
    }
}

package org.refers.viewer.chart;

import java.util.Locale;

/** What of a run is drawn over its steps. */
public enum Figure {
    /** Losses of training and validation, in all and by task. */
    LOSS,
    /** Learning rate of the radiograph transformer. */
    LEARNING_RATE,
    /** Global norm of the gradients before clipping. */
    GRADIENT_NORM,
    /** Radiographs read by the network per second. */
    IMAGES_PER_SECOND,
    /** Share of the time in which steps waited for their batch, 0 to 1. */
    WAITING,
    /** Memory in use where the run computes, in gigabytes: now and at its peak. */
    MEMORY,
    /** Most items computed at once. */
    MICRO_BATCH,
    /** What a validation measures beside losses, such as an AUROC. */
    VALIDATION;

    /** Whether the values vary from batch to batch, so that a smoothed line tells more than the measured one. */
    boolean isNoisy() {
        return this == LOSS || this == GRADIENT_NORM || this == IMAGES_PER_SECOND || this == WAITING;
    }

    /** The figure's name in keys of texts and in tables, such as {@code gradient_norm}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.refers.model.network;

/** Whether a forward pass belongs to training (dropout acts) or to evaluation. */
public enum Mode {
    TRAINING, EVALUATION
}

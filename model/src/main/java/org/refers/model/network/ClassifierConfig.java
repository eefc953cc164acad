package org.refers.model.network;

/**
 * The finding classifier.
 *
 * @param classes K, number of findings
 * @param input what it reads
 */
public record ClassifierConfig(int classes, ClassifierInput input) {

    /** Creates the choice. */
    public ClassifierConfig {
        Checks.positive("num_classes", classes);
    }
}

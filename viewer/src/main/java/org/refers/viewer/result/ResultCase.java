package org.refers.viewer.result;

/**
 * A radiograph and how far the model is off for one finding.
 *
 * @param radiograph the workspace's pseudonym of it
 * @param patient the workspace's pseudonym of its patient
 * @param present whether the label says that the finding is there
 * @param probability what the model says, 0 to 1
 * @param error distance of the two, 0 to 1
 * @param wrong whether the operating point calls it otherwise than its label
 */
public record ResultCase(String radiograph, String patient, boolean present, double probability, double error,
        boolean wrong) {
}

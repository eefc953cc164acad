package org.refers.sampledata;

/**
 * What was written.
 *
 * @param studies number of studies
 * @param patients number of patients
 * @param radiographs number of pictures
 * @param boxes number of boxes, both readers together
 * @param bytes size of the folder
 * @param seconds it took
 */
public record SampleSummary(int studies, int patients, int radiographs, int boxes, long bytes, double seconds) {
}

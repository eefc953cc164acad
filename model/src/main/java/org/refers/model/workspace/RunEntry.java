package org.refers.model.workspace;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A run that read a workspace and left its scores there.
 *
 * @param name what people call it
 * @param folder its run folder, or its model file where it has none; a run kept again replaces the one before
 * @param kind what it did, such as {@code predict}
 * @param started when
 * @param modelSha256 of the file with the weights, lower-case hexadecimal
 */
public record RunEntry(String name, Path folder, String kind, Instant started, String modelSha256) {

    /**
     * What a run says of a radiograph.
     *
     * @param radiograph key of the radiograph
     * @param finding name of the finding
     * @param score probability from 0 to 1
     */
    public record Score(String radiograph, String finding, double score) {
    }
}

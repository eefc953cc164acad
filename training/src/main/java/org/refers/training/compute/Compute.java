package org.refers.training.compute;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run computes.
 *
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}
 * @param threads {@code auto} or a positive number of processor threads
 * @param cache folder for what is measured or unpacked once a machine
 * @param libtorch folder of a libtorch that the user named in place of the program's
 */
public record Compute(String device, String threads, Path cache, Optional<Path> libtorch) {

    /** Where a run computes, with the program's own libtorch. */
    public Compute(String device, String threads, Path cache) {
        this(device, threads, cache, Optional.empty());
    }
}

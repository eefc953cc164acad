package org.refers.training.compute;

import java.nio.file.Path;

/**
 * Where a run computes.
 *
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}
 * @param threads {@code auto} or a positive number of processor threads
 * @param cache folder for what is measured once a machine
 */
public record Compute(String device, String threads, Path cache) {
}

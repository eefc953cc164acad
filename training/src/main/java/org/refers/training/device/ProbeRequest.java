package org.refers.training.device;

import org.refers.training.compute.Compute;

/**
 * What a probe is to find out.
 *
 * @param compute the device, or {@code auto} for all; threads, cache and libtorch as a run would take them
 * @param download whether the user asked to download PyTorch's CUDA library: the one wish that lets DJL use the network
 */
public record ProbeRequest(Compute compute, boolean download) {
}

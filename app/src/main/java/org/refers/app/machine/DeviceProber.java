package org.refers.app.machine;

import org.refers.training.device.ProbeRequest;

/** Finds out what this machine can compute on. */
@FunctionalInterface
public interface DeviceProber {

    /**
     * Goes from the driver to a training step on each device.
     *
     * @param watch hears what is being done and what came of it, on the calling thread
     */
    ProbeOutcome probe(ProbeRequest request, ProbeWatch watch);
}

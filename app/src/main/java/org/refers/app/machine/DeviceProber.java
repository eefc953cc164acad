package org.refers.app.machine;

import java.util.function.Consumer;
import org.refers.training.device.ProbeRequest;

/** Finds out what this machine can compute on. */
@FunctionalInterface
public interface DeviceProber {

    /**
     * Goes from the driver to a training step on each device.
     *
     * @param tell receives what is being done
     */
    ProbeOutcome probe(ProbeRequest request, Consumer<String> tell);
}

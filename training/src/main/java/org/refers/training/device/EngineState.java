package org.refers.training.device;

import java.util.List;
import java.util.Optional;

/**
 * Whether PyTorch's libraries could be loaded.
 *
 * @param version PyTorch's version; empty if it could not be loaded
 * @param devices what it can compute on, the CPU first: {@code cpu}, {@code cuda:0}, ...; empty if it could not be
 *     loaded
 * @param problem why it could not be loaded, in the words of the failure
 * @param cudaProblem PyTorch's words where it is built with CUDA, the driver shows a card, and it does not use it
 */
public record EngineState(String version, List<String> devices, Optional<String> problem,
        Optional<String> cudaProblem) {

    /** Creates the state. */
    public EngineState {
        devices = List.copyOf(devices);
    }

    /** An engine that says nothing of CUDA. */
    public EngineState(String version, List<String> devices, Optional<String> problem) {
        this(version, devices, problem, Optional.empty());
    }

    /** Whether there is anything to compute with. */
    public boolean loaded() {
        return problem.isEmpty();
    }
}

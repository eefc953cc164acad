package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Optional;
import org.refers.model.network.EagerKernels;
import org.refers.model.network.EagerUpdates;
import org.refers.model.network.Kernels;
import org.refers.model.network.UpdateKernels;

/**
 * What networks and optimizers compute with. {@link #open} takes PyTorch's fused operators where they load; where not,
 * {@link #notice()} says so in one sentence for the user, and plain operators give the same results more slowly.
 */
public final class Backend implements AutoCloseable {

    private final Kernels kernels;
    private final Optional<TorchBridge> bridge;
    private final UpdateKernels updates;
    private final Optional<NDManager> owner;
    private final Optional<String> notice;

    private Backend(Optional<TorchBridge> bridge, UpdateKernels updates, Optional<NDManager> owner,
            Optional<String> notice) {
        this.bridge = bridge;
        this.kernels = bridge.<Kernels>map(open -> new TorchKernels(open, Arithmetic.PLAIN))
                .orElseGet(EagerKernels::new);
        this.updates = updates;
        this.owner = owner;
        this.notice = notice;
    }

    /** Opens the fastest backend that works on a device. */
    public static Backend open(Device device) {
        NDManager manager = NDManager.newBaseManager(device);
        try {
            TorchBridge bridge = TorchBridge.open(manager);
            return new Backend(Optional.of(bridge), new TorchUpdates(bridge), Optional.of(manager), Optional.empty());
        } catch (IOException refused) {
            manager.close();
            return new Backend(Optional.empty(), new EagerUpdates(), Optional.empty(), Optional.of(
                    "Computing without PyTorch's fused operators, which is slower: " + refused.getMessage()));
        }
    }

    /** Plain operators only. */
    public static Backend eager() {
        return new Backend(Optional.empty(), new EagerUpdates(), Optional.empty(), Optional.empty());
    }

    /** Operations of the networks, in single precision. */
    public Kernels kernels() {
        return kernels;
    }

    /**
     * Operations of a network that learns.
     *
     * @throws UnsupportedOperationException if plain operators alone are there, which can neither round nor recompute
     */
    public Kernels kernels(Arithmetic arithmetic) {
        if (arithmetic.equals(Arithmetic.PLAIN)) {
            return kernels;
        }
        return bridge.map(open -> new TorchKernels(open, arithmetic))
                .orElseThrow(() -> new UnsupportedOperationException(
                        "precision=bf16 and activation_checkpointing=true need PyTorch's fused operators, which do not load here"));
    }

    /** Operations of the optimizers. */
    public UpdateKernels updates() {
        return updates;
    }

    /** Why the fused operators are not used, if they should be and are not. */
    public Optional<String> notice() {
        return notice;
    }

    @Override
    public void close() {
        owner.ifPresent(NDManager::close);
    }
}

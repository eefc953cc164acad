package org.refers.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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

    private final LinearLayers linear;
    private final Map<LinearLayers, TorchBridge> bridges = new HashMap<>();
    private final Kernels kernels;
    private final UpdateKernels updates;
    private final Optional<NDManager> owner;
    private final Optional<String> notice;

    private Backend(NDManager manager, TorchBridge bridge, LinearLayers linear) {
        this.linear = linear;
        this.owner = Optional.of(manager);
        this.notice = Optional.empty();
        this.updates = new TorchUpdates(bridge);
        bridges.put(linear, bridge);
        this.kernels = new TorchKernels(bridge, Arithmetic.plain(linear));
    }

    private Backend(Optional<String> notice) {
        this.linear = LinearLayers.PRODUCTS;
        this.owner = Optional.empty();
        this.notice = notice;
        this.updates = new EagerUpdates();
        this.kernels = new EagerKernels();
    }

    /** Opens the fastest backend that works on a device, with every linear layer as a matrix product. */
    public static Backend open(Device device) {
        return open(device, LinearLayers.PRODUCTS);
    }

    /** Opens the fastest backend that works on a device. */
    public static Backend open(Device device, LinearLayers linear) {
        NDManager manager = NDManager.newBaseManager(device);
        try {
            return new Backend(manager, TorchBridge.open(manager, linear), linear);
        } catch (IOException refused) {
            manager.close();
            return new Backend(Optional.of(
                    "Computing without PyTorch's fused operators, which is slower: " + refused.getMessage()));
        }
    }

    /** Plain operators only. */
    public static Backend eager() {
        return new Backend(Optional.empty());
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
        if (arithmetic.equals(Arithmetic.plain(linear))) {
            return kernels;
        }
        return owner.<Kernels>map(manager -> new TorchKernels(bridge(manager, arithmetic.linear()), arithmetic))
                .orElseThrow(() -> new UnsupportedOperationException(
                        "precision=bf16, activation_checkpointing=true and linear=convolution need PyTorch's fused operators, which do not load here"));
    }

    private TorchBridge bridge(NDManager manager, LinearLayers layers) {
        return bridges.computeIfAbsent(layers, other -> {
            try {
                return TorchBridge.open(manager, other);
            } catch (IOException refused) {
                throw new IllegalStateException("the engine took a module of the same source before", refused);
            }
        });
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

package org.refers.training.compute;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;
import org.refers.model.network.Kernels;
import org.refers.model.network.UpdateKernels;
import org.refers.model.torch.Arithmetic;
import org.refers.model.torch.Backend;
import org.refers.model.torch.LinearLayers;
import org.refers.model.torch.TorchThread;
import org.refers.model.torch.TorchThreads;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.libtorch.TorchLibrary;

/**
 * The engine, set to a device and a number of threads. Only the thread that started it may compute with it, until it is
 * closed, after everything that was built on it.
 *
 * @param device where tensors live
 * @param threads processor threads of one operation
 * @param words what was chosen, for people: {@code cpu with 1 thread}
 * @param linear how linear layers are computed fastest on this processor; matrix products on a graphics card
 * @param backend arithmetic of networks and optimizers
 * @param surroundings what the choice was made from
 */
public record ComputeEngine(Device device, int threads, String words, LinearLayers linear, Backend backend,
        Surroundings surroundings)
        implements
            AutoCloseable {

    /**
     * What a device was chosen from.
     *
     * @param library PyTorch's native library
     * @param driver NVIDIA's driver
     */
    public record Surroundings(TorchLibrary library, CudaDriver driver) {
    }

    /**
     * Starts the engine and chooses the device and the threads.
     *
     * @throws ComputeException if what was asked for is not there or is no device, or PyTorch cannot be loaded
     */
    public static ComputeEngine start(Compute compute) throws ComputeException {
        return start(compute, sentence -> {
        });
    }

    /**
     * Starts the engine and chooses the device and the threads.
     *
     * @param tell receives what the user should know: progress of a first start, and that a graphics card is left unused
     * @throws ComputeException if what was asked for is not there or is no device, or PyTorch cannot be loaded
     */
    public static ComputeEngine start(Compute compute, Consumer<String> tell) throws ComputeException {
        requireDeviceName(compute.device());
        TorchLibrary library = TorchEngine.load(compute, tell);
        CudaDriver driver = CudaDriver.find();
        DeviceChoice choice = DeviceChoice.of(compute.device(), library, TorchEngine.seesCuda(), driver);
        choice.warning().ifPresent(tell);
        int threads = threads(compute);
        TorchThreads.set(threads);
        TorchThread.prepare();
        Device device = choice.card().map(Device::gpu).orElse(Device.cpu());
        String cpu = "cpu with " + threads + (threads == 1 ? " thread" : " threads")
                + (choice.warning().isPresent() ? ", graphics card unused" : "");
        String words = choice.card()
                .map(card -> "cuda:" + card + " (" + driver.cards().get(card).name() + ")").orElse(cpu);
        LinearLayers linear = device.isGpu()
                ? LinearLayers.PRODUCTS
                : new LinearProbe(compute.cache(), threads).layers();
        return new ComputeEngine(device, threads, words, linear, Backend.open(device, linear),
                new Surroundings(library, driver));
    }

    /** A word that names no device is refused before anything is loaded. */
    private static void requireDeviceName(String wanted) throws ComputeException {
        if (!wanted.matches("auto|cpu|cuda:[0-9]{1,3}")) {
            throw new ComputeException("The device " + wanted + " is none; say auto, cpu or cuda:0.");
        }
    }

    private static int threads(Compute compute) throws ComputeException {
        if (compute.threads().equals("auto")) {
            return new ThreadProbe(compute.cache()).threads();
        }
        if (!compute.threads().matches("\\d{1,4}") || Integer.parseInt(compute.threads()) < 1) {
            throw new ComputeException(
                    "The number of threads, " + compute.threads() + ", is neither auto nor a number from 1.");
        }
        return Integer.parseInt(compute.threads());
    }

    /** The device as it is named on the command line: {@code cpu}, {@code cuda:0}. */
    public String deviceName() {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }

    /** Arithmetic of networks. */
    public Kernels kernels() {
        return backend.kernels();
    }

    /**
     * Arithmetic of a network that learns.
     *
     * @throws ComputeException if the engine cannot compute so
     */
    public Kernels kernels(Arithmetic arithmetic) throws ComputeException {
        try {
            return backend.kernels(arithmetic);
        } catch (UnsupportedOperationException plainOnly) {
            throw new ComputeException(plainOnly.getMessage() + ".");
        }
    }

    /** Arithmetic of optimizers. */
    public UpdateKernels updates() {
        return backend.updates();
    }

    @Override
    public void close() {
        backend.close();
    }

    /** A new manager on the device. */
    public NDManager newManager() {
        return NDManager.newBaseManager(device);
    }
}

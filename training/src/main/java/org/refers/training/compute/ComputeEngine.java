package org.refers.training.compute;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.model.network.Kernels;
import org.refers.model.network.UpdateKernels;
import org.refers.model.torch.Arithmetic;
import org.refers.model.torch.Backend;
import org.refers.model.torch.TorchThread;
import org.refers.model.torch.TorchThreads;

/**
 * The engine, set to a device and a number of threads. Only the thread that started it may compute with it, until it is
 * closed, after everything that was built on it.
 *
 * @param device where tensors live
 * @param threads processor threads of one operation
 * @param words what was chosen, for people: {@code cpu with 1 thread}
 * @param backend arithmetic of networks and optimizers
 */
public record ComputeEngine(Device device, int threads, String words, Backend backend) implements AutoCloseable {

    private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,3})");

    /**
     * Starts the engine and chooses the device and the threads.
     *
     * @throws ComputeException if what was asked for is not there or is no device
     */
    public static ComputeEngine start(Compute compute) throws ComputeException {
        int threads = threads(compute);
        Device device = device(compute.device());
        TorchThreads.set(threads);
        TorchThread.prepare();
        String words = device.isGpu()
                ? "cuda:" + device.getDeviceId()
                : "cpu with " + threads + (threads == 1 ? " thread" : " threads");
        return new ComputeEngine(device, threads, words, Backend.open(device));
    }

    private static Device device(String wanted) throws ComputeException {
        int cards = Engine.getInstance().getGpuCount();
        if (wanted.equals("auto")) {
            return cards > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (wanted.equals("cpu")) {
            return Device.cpu();
        }
        Matcher cuda = CUDA.matcher(wanted);
        if (!cuda.matches()) {
            throw new ComputeException("--device " + wanted + " is no device; say auto, cpu or cuda:0.");
        }
        int number = Integer.parseInt(cuda.group(1));
        if (number >= cards) {
            throw new ComputeException("--device " + wanted + " is not there: PyTorch finds "
                    + (cards == 0 ? "no CUDA device" : cards + " CUDA devices")
                    + " on this machine; say --device cpu, or see refers doctor.");
        }
        return Device.gpu(number);
    }

    private static int threads(Compute compute) throws ComputeException {
        if (compute.threads().equals("auto")) {
            return new ThreadProbe(compute.cache()).threads();
        }
        if (!compute.threads().matches("\\d{1,4}") || Integer.parseInt(compute.threads()) < 1) {
            throw new ComputeException("--threads " + compute.threads() + " is neither auto nor a number from 1.");
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

package org.refers.app.cli;

import org.refers.app.AppFolders;
import org.refers.training.compute.Compute;
import picocli.CommandLine.Option;

/** Options of the commands that compute with tensors. */
public final class DeviceOptions {

    @Option(names = "--device", paramLabel = "auto|cpu|cuda:0", defaultValue = "auto", description = "Where to compute. auto: a CUDA device if one works, else the CPU, and says which.")
    private String device = "auto";

    @Option(names = "--threads", paramLabel = "auto|N", defaultValue = "auto", description = "Threads of the CPU. auto: measured once a machine, since two can be slower than one.")
    private String threads = "auto";

    /** Where to compute, as the user named it. */
    public Compute compute() {
        return new Compute(device, threads, AppFolders.ofThisUser().cache());
    }

    /** The device as the user named it. */
    public String device() {
        return device;
    }

    /** The threads as the user named them: {@code auto} or a positive number. */
    public String threads() {
        return threads;
    }
}

package org.refers.app.cli;

import picocli.CommandLine.Option;

/** Options of the commands that compute with tensors. */
public final class DeviceOptions {

    @Option(names = "--device", paramLabel = "auto|cpu|cuda:0", defaultValue = "auto", description = "Where to compute. auto: a CUDA device if one works, else the CPU, and says which.")
    private String device = "auto";

    @Option(names = "--threads", paramLabel = "auto|N", defaultValue = "auto", description = "Threads of the CPU. auto: measured once a machine, since two can be slower than one.")
    private String threads = "auto";

    /** The device as the user named it. */
    public String device() {
        return device;
    }

    /** The threads as the user named them: {@code auto} or a positive number. */
    public String threads() {
        return threads;
    }
}

package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.refers.app.AppFolders;
import org.refers.training.compute.Compute;
import picocli.CommandLine.Option;

/** Options of the commands that compute with tensors. */
public final class DeviceOptions {

    @Option(names = "--device", paramLabel = "auto|cpu|cuda:0", defaultValue = "auto", description = "Where to compute. auto: a CUDA device if one works, else the CPU, and says which.")
    private String device = "auto";

    @Option(names = "--threads", paramLabel = "auto|N", defaultValue = "auto", description = "Threads of the CPU. auto: measured once a machine, since two can be slower than one.")
    private String threads = "auto";

    @Option(names = "--libtorch", paramLabel = "DIR", description = "A libtorch 2.7.1 of your own in place of the program's, such as one with CUDA. Also: the variable REFERS_LIBTORCH.")
    private Optional<Path> libtorch = Optional.empty();

    /** Where to compute, as the user named it. */
    public Compute compute() {
        return new Compute(device, threads, AppFolders.ofThisUser().cache(), libtorch.map(Path::toAbsolutePath));
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

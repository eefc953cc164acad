package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of this process, where the system tells. */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String PEAK = "VmHWM:";
    private static final String NOW = "VmRSS:";
    private static final long KILOBYTE = 1024;

    private PeakMemory() {
    }

    /** Bytes of real memory at the peak; empty on systems other than Linux. */
    static OptionalLong bytes() {
        return read(PEAK);
    }

    /** Bytes of real memory now. */
    static OptionalLong now() {
        return read(NOW);
    }

    /** Lets the peak begin anew from what is in use now. */
    static void restart() {
        try {
            Files.writeString(CLEAR, "5");
        } catch (IOException | UnsupportedOperationException untold) {
            // The peak is then that of the whole process.
        }
    }

    private static OptionalLong read(String name) {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE).findFirst();
        } catch (IOException untold) {
            return OptionalLong.empty();
        }
    }
}

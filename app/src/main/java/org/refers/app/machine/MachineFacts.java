package org.refers.app.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Java and the machine around it.
 *
 * @param javaVersion Java's version and maker
 * @param system operating system, its version, and the processor's kind
 * @param processors processors that Java may use
 * @param memory memory of the machine, or of the container it runs in, in bytes
 * @param memoryFree memory that is free or can be freed at once, in bytes
 * @param heapLimit the most that Java's heap may take, in bytes; tensors live outside it
 */
public record MachineFacts(String javaVersion, String system, int processors, long memory, long memoryFree,
        long heapLimit) {

    /** Asks the running Java. */
    public static MachineFacts find() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MachineFacts(System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), machine.getTotalMemorySize(), free(machine),
                Runtime.getRuntime().maxMemory());
    }

    /** Linux counts the memory of its file cache as taken, but gives it back to whoever asks. */
    private static long free(OperatingSystemMXBean machine) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024).findFirst()
                    .orElseGet(machine::getFreeMemorySize);
        } catch (IOException | NumberFormatException elsewhere) {
            return machine.getFreeMemorySize();
        }
    }

    /** Bytes that may still be written below a folder, which need not exist yet; empty if nobody can tell. */
    public static Optional<Long> diskFree(Path folder) {
        for (Path place = folder.toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.isDirectory(place)) {
                try {
                    return Optional.of(Files.getFileStore(place).getUsableSpace());
                } catch (IOException untold) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}

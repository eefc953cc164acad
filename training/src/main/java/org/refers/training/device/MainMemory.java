package org.refers.training.device;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Main memory that this process can have. On Linux that is what the kernel holds to be available, with swap space, or what the
 * limits of its control groups leave, whichever is less; elsewhere what Java tells.
 */
final class MainMemory {

    private static final long KILOBYTE = 1024;
    /** Files of a control group of either version: its limit, and what is in use of it. */
    private static final List<List<String>> LIMITS = List.of(List.of("memory.max", "memory.current"),
            List.of("memory.limit_in_bytes", "memory.usage_in_bytes"));
    /** Pages of files, which are given back when memory is short; names of both versions. */
    private static final List<String> CACHE = List.of("inactive_file", "active_file", "total_inactive_file",
            "total_active_file");

    private final Path root;

    /** Reads below a root folder, so that tests can make one. */
    MainMemory(Path root) {
        this.root = root;
    }

    OptionalLong forThisProcess() {
        OptionalLong free = forAnotherProcess();
        return free.isPresent()
                ? OptionalLong.of(free.getAsLong() + field(root.resolve("proc/self/status"), "VmRSS:").orElse(0))
                : free;
    }

    OptionalLong forAnotherProcess() {
        OptionalLong available = field(root.resolve("proc/meminfo"), "MemAvailable:");
        if (available.isEmpty()) {
            return elsewhere();
        }
        long free = available.getAsLong() + field(root.resolve("proc/meminfo"), "SwapFree:").orElse(0);
        for (Path group : groups()) {
            free = Math.min(free, freeOf(group));
        }
        return OptionalLong.of(free);
    }

    /** Resident memory of this process and its peak, which Linux alone tells. */
    MemoryUse ofThisProcess() {
        List<String> status = lines(root.resolve("proc/self/status"));
        return new MemoryUse(field(status, "VmRSS:"), field(status, "VmHWM:"));
    }

    /** A value in kilobytes behind its name, in bytes. */
    private static OptionalLong field(Path file, String name) {
        return field(lines(file), name);
    }

    private static OptionalLong field(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name)).map(line -> line.replaceAll("\\D", ""))
                .filter(digits -> digits.matches("\\d{1,15}"))
                .mapToLong(digits -> Long.parseLong(digits) * KILOBYTE).findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException untold) {
            return List.of();
        }
    }

    /** This process's control groups and all above them; a container sees its own group at the top. */
    private List<Path> groups() {
        List<Path> groups = new ArrayList<>();
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            boolean unified = parts.length == 3 && parts[1].isEmpty();
            if (unified || parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                Path top = root.resolve("sys/fs/cgroup").resolve(unified ? "" : "memory");
                Path group = top.resolve(parts[2].replaceFirst("^/+", "")).normalize();
                int depth = group.startsWith(top) ? group.getNameCount() - top.getNameCount() : 0;
                groups.add(top);
                for (int i = 1; i <= depth; i++) {
                    groups.add(top.resolve(group.subpath(top.getNameCount(), top.getNameCount() + i)));
                }
            }
        }
        return groups;
    }

    private static long freeOf(Path group) {
        for (List<String> names : LIMITS) {
            OptionalLong limit = number(group.resolve(names.get(0)));
            OptionalLong used = number(group.resolve(names.get(1)));
            if (limit.isPresent() && used.isPresent()) {
                return Math.max(0, limit.getAsLong() - used.getAsLong() + cache(group));
            }
        }
        return Long.MAX_VALUE;
    }

    /** A file that holds one number; a group without a limit says {@code max}. */
    private static OptionalLong number(Path file) {
        return lines(file).stream().map(String::strip).filter(text -> text.matches("\\d{1,19}"))
                .mapToLong(text -> (long) Double.parseDouble(text)).findFirst();
    }

    private static long cache(Path group) {
        List<String> stat = lines(group.resolve("memory.stat"));
        // The older version counts its own pages, and those of the groups below with them under the longer names.
        boolean older = stat.stream().anyMatch(line -> line.startsWith("total_inactive_file "));
        return stat.stream().map(line -> line.split(" ")).filter(words -> words.length == 2
                && CACHE.contains(words[0]) && words[0].startsWith("total_") == older
                && words[1].matches("\\d{1,18}")).mapToLong(words -> Long.parseLong(words[1])).sum();
    }

    /**
     * What Java tells. macOS calls hardly any memory free, since it fills it with files; there all of the machine's counts.
     */
    private static OptionalLong elsewhere() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return OptionalLong.empty();
        }
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        return OptionalLong.of(mac
                ? system.getTotalMemorySize()
                : system.getFreeMemorySize() + system.getFreeSwapSpaceSize() + Runtime.getRuntime().totalMemory());
    }
}

package org.refers.training.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files as Linux shows them, with numbers of the test. */
class MainMemoryTest {

    private static final long KILOBYTE = 1024;

    @TempDir
    private Path root;

    @BeforeEach
    void writeKernelsFiles() throws IOException {
        write("proc/meminfo",
                "MemTotal:       8000000 kB\nMemFree:  100 kB\nMemAvailable:   5000000 kB\nSwapFree: 1000000 kB\n");
        write("proc/self/status", "Name:\tjava\nVmHWM:\t  300000 kB\nVmRSS:\t  200000 kB\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private long found() {
        return new MainMemory(root).forThisProcess().orElseThrow();
    }

    @Test
    void whatIsAvailableCountsWithSwapAndWhatThisProcessHas() {
        assertEquals(6_200_000 * KILOBYTE, found());
    }

    @Test
    void whatThisProcessHasIsToldWithItsPeak() throws IOException {
        assertEquals(new MemoryUse(OptionalLong.of(200_000 * KILOBYTE), OptionalLong.of(300_000 * KILOBYTE)),
                new MainMemory(root).ofThisProcess());
        Files.delete(root.resolve("proc/self/status"));
        assertEquals(MemoryUse.UNKNOWN, new MainMemory(root).ofThisProcess(), "what nobody tells is not nought");
    }

    @Test
    void theTightestGroupAboveCounts() throws IOException {
        write("proc/self/cgroup", "0::/user/job\n");
        write("sys/fs/cgroup/user/job/memory.max", "max\n");
        write("sys/fs/cgroup/user/job/memory.current", "500\n");
        assertEquals(6_200_000 * KILOBYTE, found());
        write("sys/fs/cgroup/user/memory.max", "2000000000\n");
        write("sys/fs/cgroup/user/memory.current", "1500000000\n");
        write("sys/fs/cgroup/user/memory.stat",
                "anon 1100000000\nactive_file 300000000\ninactive_file 100000000\nfile 1\n");
        assertEquals(900_000_000 + 200_000 * KILOBYTE, found());
        write("sys/fs/cgroup/user/memory.current", "2600000000\n");
        assertEquals(200_000 * KILOBYTE, found(), "never less than nothing");
    }

    @Test
    void theOlderVersionIsRead() throws IOException {
        write("proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/docker/abc\n0::/\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "1000000000\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "700000000\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.stat", "inactive_file 7\ntotal_inactive_file 50000000\n"
                + "total_active_file 10000000\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "5\n");
        assertEquals(360_000_000 + 200_000 * KILOBYTE, found());
    }

    @Test
    void whereTheKernelTellsNothingJavaDoes() throws IOException {
        Files.delete(root.resolve("proc/meminfo"));
        assertTrue(found() > 0);
    }

    @Test
    void thisMachineHasMemory() {
        assertTrue(FreeMemory.ofSystem().forThisProcess().orElseThrow() > 1_000_000);
    }
}

package org.refers.test.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every reader keeps its limits on its seeds, on what searches have found, and on seeds that were damaged at random. The
 * long search is {@code mvn -Pfuzz}; see {@link Fuzz}.
 */
class HostileFilesTest {

    /** All readers together stay below ten seconds. */
    private static final int ROUNDS = 60;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> readersKeepTheirLimits() {
        return Targets.all().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> keepsItsLimits(target)));
    }

    private void keepsItsLimits(Target target) throws IOException {
        Watch watch = new Watch(folder);
        var seeds = Seeds.of(target);
        assertFalse(seeds.isEmpty(), "a target without a seed");
        boolean read = false;
        for (byte[] seed : seeds.values()) {
            read |= watch.read(target, seed).read();
        }
        assertTrue(read, "of the seeds at least one must be sound, or the search begins nowhere");
        SplittableRandom random = new SplittableRandom(target.name().hashCode());
        List<byte[]> all = List.copyOf(seeds.values());
        for (int round = 0; round < ROUNDS; round++) {
            watch.read(target, damaged(all.get(round % all.size()), random));
        }
    }

    /** Some bytes changed, some doubled or left out, or the end cut off. */
    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        byte[] damaged = sound.clone();
        for (int i = random.nextInt(1, 5); i > 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> damaged = Arrays.copyOf(damaged, at);
                default -> {
                    int length = Math.min(random.nextInt(1, 16), damaged.length - at);
                    System.arraycopy(sound, Math.min(at, sound.length - length), damaged, at, length);
                    Arrays.fill(damaged, at, at + length, random.nextBoolean() ? (byte) 0xff : 0);
                }
            }
        }
        return damaged;
    }

    /** Standard error belongs to the command's own sentence; the runtime's XML parser liked to add its own. */
    @Test
    void textThatIsNoUtf8IsRefusedWithoutAPrint() throws IOException {
        Target reports = Targets.named("openi");
        byte[] seed = Seeds.of(reports).get("report.xml").clone();
        seed[seed.length / 2] = (byte) 0xc3;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertFalse(new Watch(folder).read(reports, seed).read());
        } finally {
            System.setErr(before);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    /** The watch itself: what it is there to catch it catches. */
    @Test
    void theWatchSeesWhatReadersMayNotDo() {
        Watch watch = new Watch(folder);
        Target.Budget small = Target.Budget.of(1 << 20, 10);
        assertThrows(AssertionError.class, () -> watch.read(new Target("greedy", ".x", file -> {
            byte[] much = new byte[8 << 20];
            much[1] = 1;
        }, List.of(), small), new byte[100]));
        assertThrows(AssertionError.class, () -> watch.read(new Target("other", ".x", file -> {
            throw new IllegalStateException("no");
        }, List.of(IOException.class), small), new byte[1]));
        assertThrows(AssertionError.class, () -> watch.read(new Target("mute", ".x", file -> {
            throw new IOException();
        }, List.of(IOException.class), small), new byte[1]));
    }
}

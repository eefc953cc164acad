package org.refers.model.workspace.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class HashedInputTest {

    private static final int[] SIZES = {1, 511, 65_536, 131_072, 196_608, 196_609, 400_000, 1_000_003};

    @TempDir
    Path temp;

    /** Read, skipped, gone back over or left alone: every byte is hashed once, and the last ones are kept. */
    @Test
    void theHashAndTheEndAreThoseOfTheFileHoweverItWasRead() throws Exception {
        try (HashedInput in = new HashedInput()) {
            for (int size : SIZES) {
                Random random = new Random(size);
                byte[] bytes = new byte[size];
                random.nextBytes(bytes);
                Path file = Files.write(temp.resolve("file"), bytes);
                String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
                for (int way = 0; way < 20; way++) {
                    in.open(file);
                    assertArrayEquals(Arrays.copyOf(bytes, Math.min(512, size)), in.head(512));
                    int at = wander(in, bytes, random, way);
                    assertEquals(expected, in.hash(), size + " bytes, left at " + at);
                    byte[] tail = new byte[in.tail().limit()];
                    in.tail().get(tail);
                    assertEquals(Math.min(size, HashedInput.KEPT), tail.length);
                    assertArrayEquals(Arrays.copyOfRange(bytes, size - tail.length, size), tail);
                }
            }
        }
    }

    private static int wander(HashedInput in, byte[] bytes, Random random, int steps) throws Exception {
        int at = 0;
        for (int i = 0; i < steps; i++) {
            in.mark(HashedInput.KEPT);
            byte[] ahead = in.readNBytes(Math.min(HashedInput.KEPT, 1 + random.nextInt(70_000)));
            assertArrayEquals(Arrays.copyOfRange(bytes, at, at + ahead.length), ahead);
            in.reset();
            at += (int) in.skip(random.nextInt(30_000));
            int next = in.read();
            assertEquals(at < bytes.length ? bytes[at++] & 0xff : -1, next);
        }
        return at;
    }
}

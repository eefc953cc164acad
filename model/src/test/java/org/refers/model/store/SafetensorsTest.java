package org.refers.model.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        float[] weights = {1.5f, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 3e38f};
        Path file = folder.resolve("model.safetensors");
        Safetensors.writer().metadata("format", "1").floats("b", new long[]{2, 3}, weights)
                .longs("ids", new long[]{2}, new long[]{Long.MIN_VALUE, 7}).floats("a", new long[0], new float[]{4})
                .floats("empty", new long[]{0, 3}, new float[0]).write(file);

        try (Safetensors read = Safetensors.open(file)) {
            assertEquals("1", read.metadata().get("format"));
            assertEquals(List.of("ids", "a", "b", "empty"), List.copyOf(read.tensors().keySet()));
            assertArrayEquals(weights, read.floats("b"));
            assertEquals(List.of(2L, 3L), read.info("b").shape());
            assertArrayEquals(new long[]{Long.MIN_VALUE, 7}, read.longs("ids"));
            assertArrayEquals(new float[]{4}, read.floats("a"));
            assertEquals(0, read.floats("empty").length);
        }
    }

    /** A tensor longer than the reader's and the writer's buffers. */
    @Test
    void longTensorsCrossTheBuffers() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[700_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        Path file = folder.resolve("long.safetensors");
        Safetensors.writer().floats("x", new long[]{values.length}, values).write(file);
        try (Safetensors read = Safetensors.open(file)) {
            assertArrayEquals(values, read.floats("x"));
        }
    }

    @Test
    void theDataStartOnAMultipleOfEight() throws IOException {
        for (String name : List.of("a", "ab", "abc", "ä", "abcdefgh")) {
            Path file = folder.resolve("aligned.safetensors");
            Safetensors.writer().floats(name, new long[]{1}, new float[]{1}).write(file);
            try (Safetensors read = Safetensors.open(file)) {
                assertEquals(0, read.info(name).offset() % 8);
            }
        }
    }

    @Test
    void halfPrecisionIsWidenedExactly() throws IOException {
        byte[] data = {0x00, 0x3c, 0x01, 0x00, (byte) 0xc0, 0x3f, 0x00, (byte) 0xc0};
        Path file = raw("{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[4,8]}}", data);
        try (Safetensors read = Safetensors.open(file)) {
            // Smallest positive half: 2^-24.
            assertArrayEquals(new float[]{1, 0x1p-24f}, read.floats("h"));
            assertArrayEquals(new float[]{1.5f, -2}, read.floats("b"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{}x", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"Q4\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "{\"a\":7}"})
    void brokenHeadersAreRefused(String header) throws IOException {
        Path file = raw(header, new byte[8]);
        assertThrows(SafetensorsException.class, () -> Safetensors.open(file));
    }

    @Test
    void aForgedHeaderLengthIsRefused() throws IOException {
        Path file = folder.resolve("forged.safetensors");
        Files.write(file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array());
        assertThrows(SafetensorsException.class, () -> Safetensors.open(file));
    }

    /** Every cut of a sound file is refused when it is opened. */
    @Test
    void cutFilesAreRefused() throws IOException {
        Path file = folder.resolve("whole.safetensors");
        Safetensors.writer().floats("x", new long[]{3}, new float[]{1, 2, 3}).write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Path cut = folder.resolve("cut.safetensors");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThrows(SafetensorsException.class, () -> Safetensors.open(cut), "cut to " + length);
        }
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("kept.txt");
        AtomicFiles.writeString(file, "old");
        assertThrows(IllegalStateException.class, () -> AtomicFiles.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[100]));
            throw new IllegalStateException("disk full");
        }));
        assertEquals("old", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void replacingIsComplete() throws IOException {
        Path file = folder.resolve("text.txt");
        AtomicFiles.writeString(file, "a long first text");
        AtomicFiles.writeString(file, "short");
        assertEquals("short", Files.readString(file));
        assertTrue(Files.isRegularFile(file));
    }

    private Path raw(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text).put(data);
        return Files.write(folder.resolve("raw.safetensors"), bytes.array());
    }
}

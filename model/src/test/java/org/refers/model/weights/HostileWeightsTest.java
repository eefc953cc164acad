package org.refers.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that lie, and files that were cut or scratched. */
class HostileWeightsTest {

    @TempDir
    Path folder;

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry stored = new ZipEntry(entry.getKey());
                CRC32 sum = new CRC32();
                sum.update(entry.getValue());
                stored.setMethod(ZipEntry.STORED);
                stored.setSize(entry.getValue().length);
                stored.setCrc(sum.getValue());
                out.putNextEntry(stored);
                out.write(entry.getValue());
            }
        }
        return file;
    }

    private static byte[] npy(String head, float... values) {
        byte[] text = head.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length).put(text);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    @Test
    void columnsMayRunFirst() throws IOException {
        Path file = zip(Map.of("a.npy",
                npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n", 1, 4, 2, 5, 3, 6)));
        try (WeightFile read = WeightFiles.open(file)) {
            assertArrayEquals(new float[]{1, 2, 3, 4, 5, 6}, read.floats("a"));
        }
    }

    @Test
    void anArrayThatClaimsMoreThanThereIsIsRefused() throws IOException {
        Path file = zip(Map.of("a.npy",
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000, 3), }\n", 1),
                "b.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000, 9), }\n", 1)));
        try (WeightFile read = WeightFiles.open(file)) {
            assertThrows(WeightException.class, () -> read.floats("a"));
            assertThrows(WeightException.class, () -> read.floats("b"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "__import__('os').system('true')", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }"})
    void objectsAndRecordsAreNotRead(String head) throws IOException {
        Path file = zip(Map.of("a.npy", npy(head, 1)));
        assertThrows(WeightException.class, () -> WeightFiles.open(file));
    }

    /** Programs that pickles have carried, one for each way to call something. */
    @ParameterizedTest
    @ValueSource(strings = {"cposix\nsystem\n(S'true'\ntR.", "(S'true'\niposix\nsystem\n.",
        "(cposix\nsystem\nS'true'\no.", "\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093\u008c\u0004true\u0085R.",
        "cbuiltins\neval\n(S'1'\ntR.", "ccollections\nOrderedDict\n)R}S'a'\nI1\nsb."})
    void picklesCallNothing(String program) throws IOException {
        Path file = zip(Map.of("archive/data.pkl", program.getBytes(StandardCharsets.ISO_8859_1)));
        WeightException refused = assertThrows(WeightException.class, () -> WeightFiles.open(file));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("it wants to call")
                || String.valueOf(refused.getMessage()).contains("object"), refused::getMessage);
    }

    @Test
    void aLengthBeyondThePickleIsNotBelieved() throws IOException {
        byte[] text = {(byte) 0x80, 2, 'X', (byte) 0xf0, (byte) 0xff, (byte) 0xff, 0x7f, 'a', '.'};
        WeightException refused = assertThrows(WeightException.class,
                () -> WeightFiles.open(zip(Map.of("archive/data.pkl", text))));
        assertEquals("its pickle ends early", refused.getMessage());
    }

    /** Whatever is cut off or scratched: an exception that people can be told, or values. */
    @ParameterizedTest
    @ValueSource(strings = {"timm.safetensors", "jax.npz", "refers.pth", "bert-half.bin"})
    void scratchedFilesNeverBreakTheProgram(String name) throws IOException {
        byte[] whole = Files.readAllBytes(ForeignWeightsTest.resource(name));
        Random random = new Random(name.hashCode());
        for (int round = 0; round < 300; round++) {
            byte[] bytes = round % 3 == 0
                    ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                    : whole.clone();
            for (int i = 0; i < 1 + round % 5 && bytes.length > 0; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("scratched"), bytes);
            try (WeightFile read = WeightFiles.open(file)) {
                for (String tensor : List.copyOf(read.shapes().keySet())) {
                    read.floats(tensor);
                }
            } catch (IOException told) {
                assertTrue(told.getMessage() != null, () -> "no word about " + name);
            }
        }
    }

    /** A TensorFlow index made by hand: one block, its checksum, the footer. */
    @Test
    void aTensorFlowCheckpointIsRead() throws IOException {
        byte[] numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).putFloat(3)
                .putFloat(4).putFloat(5).putFloat(6).array();
        Path index = TensorFlowFixture.write(folder, "variables", Map.of("bert/pooler/dense/kernel", numbers),
                Map.of("bert/pooler/dense/kernel", List.of(2L, 3L)));
        try (WeightFile read = WeightFiles.open(index)) {
            assertEquals(List.of(2L, 3L), read.shapes().get("bert/pooler/dense/kernel"));
            assertArrayEquals(new float[]{1, 2, 3, 4, 5, 6}, read.floats("bert/pooler/dense/kernel"));
        }
        Path data = folder.resolve("variables.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(data);
        bytes[5] ^= 1;
        Files.write(data, bytes);
        try (WeightFile read = WeightFiles.open(index)) {
            WeightException damaged = assertThrows(WeightException.class,
                    () -> read.floats("bert/pooler/dense/kernel"));
            assertTrue(String.valueOf(damaged.getMessage()).contains("checksum"));
        }
        byte[] table = Files.readAllBytes(index);
        for (int at = 0; at < table.length; at++) {
            byte[] scratched = table.clone();
            scratched[at] ^= 0x41;
            Files.write(index, scratched);
            try (WeightFile read = WeightFiles.open(index)) {
                for (String name : read.shapes().keySet()) {
                    assertThrows(IOException.class, () -> read.floats(name));
                }
            } catch (WeightException told) {
                assertTrue(told.getMessage() != null);
            }
        }
    }
}

package org.refers.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
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
        "cbuiltins\neval\n(S'1'\ntR.", "(lI1\nb.", "ctorch\nFloatStorage\n}b."})
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

    /** A legacy checkpoint by hand: magic, version, machine, checkpoint, keys, then what follows. */
    private Path legacy(String machine, String checkpoint, String keys, byte[] rest) throws IOException {
        byte[] pickles = ("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019." + "\u0080\u0002M\u00e9\u0003."
                + machine + checkpoint + keys).getBytes(StandardCharsets.ISO_8859_1);
        return Files.write(folder.resolve("legacy.pth"),
                ByteBuffer.allocate(pickles.length + rest.length).put(pickles).put(rest).array());
    }

    private static byte[] stored(long elements, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN).putLong(elements);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static String tensor(int elements, String view) {
        return "}S'a'\nctorch._utils\n_rebuild_tensor_v2\n((S'storage'\nctorch\nFloatStorage\nS'7'\nS'cpu'\nI"
                + elements + "\n"
                + view + "tQI0\n(I2\nt(I1\ntI00\n}tRs.";
    }

    private static final String LITTLE = "}S'little_endian'\nI01\ns.";
    private static final String KEY = "(lS'7'\na.";

    @Test
    void aLegacyCheckpointIsReadExactly() throws IOException {
        try (WeightFile read = WeightFiles.open(legacy(LITTLE, tensor(2, "N"), KEY, stored(2, 1.5f, -2)))) {
            assertArrayEquals(new float[]{1.5f, -2}, read.floats("a"));
        }
    }

    /** Lengths that do not agree, storages that are not there or twice, another byte order, and calls. */
    @Test
    void aLegacyCheckpointThatLiesIsRefused() throws IOException {
        List<Path> lies = new ArrayList<>();
        String sound = tensor(2, "N");
        for (byte[] rest : List.of(stored(2, 1.5f), stored(2, 1, 2, 3), stored(3, 1, 2, 3), stored(-2, 1, 2),
                stored(Long.MAX_VALUE, 1, 2), new byte[0], new byte[5])) {
            lies.add(Files.copy(legacy(LITTLE, sound, KEY, rest), folder.resolve("lie" + lies.size())));
        }
        for (String keys : List.of("(l.", "(lS'7'\naS'7'\na.", "(lS'8'\na.", "}.", "")) {
            lies.add(Files.copy(legacy(LITTLE, sound, keys, stored(2, 1, 2)), folder.resolve("lie" + lies.size())));
        }
        lies.add(Files.copy(legacy("}S'little_endian'\nI00\ns.", sound, KEY, stored(2, 1, 2)), folder.resolve("big")));
        lies.add(Files.copy(legacy("}.", sound, KEY, stored(2, 1, 2)), folder.resolve("unknown")));
        lies.add(Files.copy(legacy(LITTLE, tensor(2, "(S'9'\nI0\nI2\nt"), KEY, stored(2, 1, 2)),
                folder.resolve("view")));
        lies.add(Files.copy(legacy(LITTLE, "cposix\nsystem\n(S'true'\ntR.", KEY, stored(2, 1, 2)),
                folder.resolve("call")));
        lies.add(Files.copy(legacy("cposix\nsystem\n(S'true'\ntR.", sound, KEY, stored(2, 1, 2)),
                folder.resolve("early")));
        lies.add(Files.write(folder.resolve("pickle"), "\u0080\u0002}.".getBytes(StandardCharsets.ISO_8859_1)));
        for (Path lie : lies) {
            assertThrows(WeightException.class, () -> WeightFiles.open(lie).close(), lie::toString);
        }
    }

    /** A view that reaches beyond its storage is found when it is read. */
    @Test
    void aLegacyViewBeyondItsNumbersIsRefused() throws IOException {
        try (WeightFile read = WeightFiles.open(legacy(LITTLE, tensor(1, "N"), KEY, stored(1, 1)))) {
            assertThrows(WeightException.class, () -> read.floats("a"));
        }
    }

    @Test
    void aTarArchiveIsNamed() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        Path file = Files.write(folder.resolve("old.tar"), tar);
        assertTrue(String.valueOf(assertThrows(WeightException.class, () -> WeightFiles.open(file)).getMessage())
                .contains("tar archive"));
    }

    /** Whatever is cut off or scratched: an exception that people can be told, or values. */
    @ParameterizedTest
    @ValueSource(strings = {"timm.safetensors", "jax.npz", "refers.pth", "bert-half.bin", "old.pth",
        "finetuned-old.pth"})
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

    /** A list of two references to a list of two references, and so on: hashing it takes two to the power of its depth. */
    @Test
    void nestedKeysDoNotKeepAProcessorBusy() {
        StringBuilder program = new StringBuilder("\u0080\u0002}]");
        for (int depth = 0; depth < 60; depth++) {
            program.append("q").append((char) depth).append("]h").append((char) depth).append("ah").append((char) depth)
                    .append("a");
        }
        for (String use : List.of("I1\ns.", "I1\nI2\n(ts.")) {
            Path file = assertDoesNotThrow(() -> zip(Map.of("archive/data.pkl",
                    (program + use).getBytes(StandardCharsets.ISO_8859_1))));
            WeightException refused = assertTimeoutPreemptively(Duration.ofMinutes(1),
                    () -> assertThrows(WeightException.class, () -> WeightFiles.open(file)));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("its pickle"), refused::getMessage);
        }
    }

    /** Turning digits into a number takes the square of their count. */
    @Test
    void numbersWithoutBoundsAreNotRead() throws IOException {
        Path file = zip(Map.of("archive/data.pkl",
                ("L" + "7".repeat(8_000_000) + "L\n.").getBytes(StandardCharsets.ISO_8859_1)));
        assertTimeoutPreemptively(Duration.ofMinutes(1),
                () -> assertThrows(WeightException.class, () -> WeightFiles.open(file)));
    }

    /** A directory that claims two gigabytes for an entry of a few bytes, of an archive and of a checkpoint. */
    @Test
    void anArchiveThatClaimsMoreThanItHoldsIsRefused() throws IOException {
        byte[] array = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }\n", 1);
        Path packed = folder.resolve("packed.npz");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(packed))) {
            out.putNextEntry(new ZipEntry("a.npy"));
            out.write(array);
        }
        byte[] bytes = Files.readAllBytes(packed);
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < bytes.length; at++) {
            if (zip.getInt(at) == 0x02014b50) {
                zip.putInt(at + 24, 2_000_000_200);
            }
        }
        Files.write(packed, bytes);
        try (WeightFile read = WeightFiles.open(packed)) {
            WeightException refused = assertThrows(WeightException.class, () -> read.floats("a"));
            assertTrue(String.valueOf(refused.getMessage()).contains("claims"), refused::getMessage);
        }
    }

    /** Names of entries are names of arrays and never places. */
    @Test
    void namesInArchivesAreNoPaths() throws IOException {
        byte[] array = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n", 7);
        Path file = zip(Map.of("../../up.npy", array, "/etc/absolute.npy", array, "..\\back.npy", array));
        try (WeightFile read = WeightFiles.open(file)) {
            for (String name : read.shapes().keySet()) {
                assertArrayEquals(new float[]{7}, read.floats(name));
            }
            assertEquals(3, read.shapes().size());
        }
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("made.zip"), files.map(path -> path.getFileName().toString()).toList());
        }
    }

    @Test
    void twoEntriesOfOneNameAreRefused() throws IOException {
        byte[] array = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n", 7);
        Path file = zip(Map.of("aa.npy", array, "ab.npy", array));
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("ab.npy", "aa.npy"), StandardCharsets.ISO_8859_1);
        WeightException refused = assertThrows(WeightException.class, () -> WeightFiles.open(file));
        assertEquals("its zip holds two entries of one name", refused.getMessage());
    }
}

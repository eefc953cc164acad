package org.refers.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PictureCacheTest {

    private static final int SIDE = 16;
    private static final String PATIENT = "DOE-JANE";

    @TempDir
    private Path folder;

    private final AtomicInteger decoded = new AtomicInteger();

    private static RadiographEntry entry(int number) {
        byte[] digest = new byte[32];
        new SplittableRandom(number).nextBytes(digest);
        return new RadiographEntry("r" + number, Path.of(PATIENT + number), ViewPosition.PA, "DX", SIDE, SIDE,
                HexFormat.of().formatHex(digest), Map.of(), List.of());
    }

    private static byte[] grey(int number) {
        byte[] grey = new byte[SIDE * SIDE];
        new SplittableRandom(number + 1000L).nextBytes(grey);
        return grey;
    }

    private PictureCache cache(double gigabytes) {
        return new PictureCache(new PictureCache.Place(folder, gigabytes), (radiograph, side) -> {
            decoded.incrementAndGet();
            return new Picture(side, grey(Integer.parseInt(radiograph.id().substring(1))));
        }, SIDE);
    }

    private PictureSet load(PictureCache cache, int from, int to) {
        return PictureSet.load(cache, IntStream.range(from, to).mapToObj(PictureCacheTest::entry).toList(),
                new PictureSet.Loading(2, done -> {
                }, () -> false));
    }

    private static void assertPictures(PictureSet set, int from, int to) {
        for (int i = from; i < to; i++) {
            assertArrayEquals(grey(i), set.get("r" + i).grey());
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void aPictureIsDecodedOnceAndIsTheSameToTheBit() {
        try (PictureSet first = load(cache(0), 0, 40)) {
            assertPictures(first, 0, 40);
        }
        try (PictureSet second = load(cache(0), 0, 45)) {
            assertPictures(second, 0, 45);
        }
        assertEquals(45, decoded.get());
    }

    /** As NumPy reads it: magic, version, a Python dictionary, then the rows; and a table that says what they are. */
    @Test
    void theFilesAreNumpysAndNameNoPatient() throws IOException {
        load(cache(0), 0, 3).close();
        byte[] array = Files.readAllBytes(files(".npy").getFirst());
        assertEquals(128 + 3 * SIDE * SIDE, array.length);
        assertArrayEquals(new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, Arrays.copyOf(array, 10));
        assertEquals("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 16, 16), }",
                new String(array, 10, 118, US_ASCII).strip());
        List<String> lines = Files.readAllLines(files(".csv").getFirst());
        assertEquals("row,sha256,crc32", lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            int row = Integer.parseInt(line.split(",")[0]);
            int number = IntStream.range(0, 3).filter(i -> line.contains(entry(i).sha256())).findFirst().orElseThrow();
            int start = 128 + row * SIDE * SIDE;
            assertArrayEquals(grey(number), Arrays.copyOfRange(array, start, start + SIDE * SIDE));
        }
        assertTrue(Files.readString(files("geometry.json").getFirst()).contains("\"format\" : 2"));
        for (Path file : files("")) {
            assertFalse(file.toString().replace(folder.toString(), "").contains(PATIENT));
            assertFalse(Files.isRegularFile(file) && new String(Files.readAllBytes(file), US_ASCII).contains(PATIENT));
        }
    }

    /** What a killed process or a power cut may leave: half a line, a line of a picture that never came, half a file. */
    @Test
    void halfWrittenEntriesAreDecodedAgain() throws IOException {
        load(cache(0), 0, 10).close();
        Path table = files(".csv").getFirst();
        byte[] lines = Files.readAllBytes(table);
        Files.write(table, Arrays.copyOf(lines, lines.length - 20));
        Path array = files(".npy").getFirst();
        byte[] pictures = Files.readAllBytes(array);
        Arrays.fill(pictures, 128, 128 + SIDE * SIDE, (byte) 0);
        Files.write(array, pictures);
        decoded.set(0);
        try (PictureSet set = load(cache(0), 0, 10)) {
            assertEquals(1, decoded.get(), "the half line");
            assertPictures(set, 0, 10);
            assertEquals(2, decoded.get(), "the empty row");
            assertPictures(set, 0, 10);
            assertEquals(2, decoded.get());
        }
        for (Path file : files(".npy")) {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
        }
        try (PictureSet set = load(cache(0), 0, 10)) {
            assertPictures(set, 0, 10);
        }
        assertEquals(12, decoded.get());
    }

    @Test
    void aDamagedTableNeverGivesAWrongPicture() throws IOException {
        load(cache(0), 0, 12).close();
        Path table = files(".csv").getFirst();
        byte[] sound = Files.readAllBytes(table);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40; i++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Files.write(table, damaged);
            try (PictureSet set = load(cache(0), 0, 12)) {
                assertPictures(set, 0, 12);
            }
        }
    }

    @Test
    void twoThatFillOneCacheFindEachOthersPictures() {
        try (PictureCache one = cache(0); PictureCache other = cache(0)) {
            load(one, 0, 20);
            assertEquals(20, decoded.get());
            other.refresh();
            assertPictures(load(other, 0, 30), 0, 30);
            assertEquals(30, decoded.get());
            one.refresh();
            assertPictures(load(one, 0, 30), 0, 30);
            assertEquals(30, decoded.get());
        }
    }

    /** Twenty pictures take 5248 bytes; the limit is two segments of them. */
    @Test
    void overTheLimitTheSegmentThatWasNotUsedLongestGoesButNoneInUse() throws IOException {
        double limit = 2.5 * 5248 / 1e9;
        load(cache(limit), 0, 20).close();
        load(cache(limit), 20, 40).close();
        List<Path> both = files(".csv");
        for (Path table : both) {
            boolean first = Files.readString(table).contains(entry(0).sha256());
            Files.setLastModifiedTime(table, FileTime.fromMillis(first ? 2_000_000 : 1_000_000));
        }
        try (PictureSet third = load(cache(limit), 40, 60)) {
            assertEquals(2, files(".npy").size());
            assertEquals(60, decoded.get());
            try (PictureSet first = load(cache(limit), 0, 20)) {
                assertPictures(first, 0, 20);
                assertEquals(60, decoded.get(), "the one used last stays");
                try (PictureSet fourth = load(cache(limit), 60, 80)) {
                    assertPictures(fourth, 60, 80);
                    assertTrue(fourth.problem().orElseThrow().contains("cache_gb"), fourth.problem()::toString);
                    assertEquals(100, decoded.get(), "decoded at the start and when they are read");
                }
                assertPictures(third, 40, 60);
                assertEquals(100, decoded.get());
            }
        }
        load(cache(limit), 80, 100).close();
        assertEquals(2, files(".npy").size(), "once nobody uses them they go");
        assertTrue(files(".in-use").isEmpty());
    }

    @Test
    void aFolderThatCannotBeUsedOnlyCostsTime() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        PictureCache cache = new PictureCache(new PictureCache.Place(folder.resolve("file"), 0),
                (radiograph, side) -> new Picture(side, grey(1)), SIDE);
        try (PictureSet set = load(cache, 1, 2)) {
            assertPictures(set, 1, 2);
            assertTrue(set.problem().isPresent());
        }
    }

    @Test
    void aCacheOfAnotherVersionIsLeftAloneAndSaidSo() throws IOException {
        load(cache(0), 0, 3).close();
        Files.writeString(files("geometry.json").getFirst(), "{\"format\": 3}");
        decoded.set(0);
        try (PictureSet set = load(cache(0), 0, 3)) {
            assertPictures(set, 0, 3);
            assertTrue(set.problem().orElseThrow().contains("version"));
        }
        assertEquals(1, files(".npy").size());
    }

    @Test
    void aMarkThatAKilledProcessLeftIsRemoved() throws IOException {
        load(cache(0), 0, 3).close();
        Path mark = folder.resolve("999999999-left.in-use");
        Files.writeString(mark, "pictures/segment\n");
        assertTrue(CacheUse.all(folder).isEmpty());
        assertFalse(Files.exists(mark));
    }

    @Test
    void aPictureThatIsLostLaterIsNamed() throws IOException {
        List<String> gone = new ArrayList<>();
        PictureCache cache = new PictureCache(new PictureCache.Place(folder, 0), (radiograph, side) -> {
            if (!gone.isEmpty()) {
                throw new IOException("the file ends early");
            }
            return new Picture(side, grey(1));
        }, SIDE);
        try (PictureSet set = load(cache, 1, 2)) {
            byte[] pictures = Files.readAllBytes(files(".npy").getFirst());
            pictures[200] ^= 1;
            Files.write(files(".npy").getFirst(), pictures);
            gone.add("now");
            assertEquals("Radiograph r1 could be read at the start and no longer can: the file ends early.",
                    assertThrows(LostDataException.class, () -> set.get("r1")).getMessage());
        }
    }
}

package org.refers.sampledata;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The same seed gives the same bytes; the folder is whole or not there. */
class SampleStudiesTest {

    @TempDir
    private Path temp = Path.of("");

    private Folder write(String name, int studies, long seed, int threads) throws Exception {
        Path out = temp.resolve(name);
        SampleStudies.write(new SampleRequest(out, studies, seed, threads), (done, total) -> {
        });
        return new Folder(out);
    }

    @Test
    void sameSeedSameBytesWithAnyNumberOfThreads() throws Exception {
        List<String> one = write("one", 8, 5, 1).lines("MANIFEST.sha256");
        List<String> three = write("three", 8, 5, 3).lines("MANIFEST.sha256");
        assertEquals(one, three);
        List<String> other = write("other", 8, 6, 2).lines("MANIFEST.sha256");
        assertNotEquals(one, other);
    }

    @Test
    void aSmallerSetIsTheBeginningOfALargerOne() throws Exception {
        Set<String> small = pictures(write("small", 3, 9, 2));
        Set<String> large = pictures(write("large", 6, 9, 2));
        assertTrue(large.containsAll(small));
        assertTrue(large.size() > small.size());
    }

    private static Set<String> pictures(Folder folder) {
        Set<String> lines = new HashSet<>(folder.lines("MANIFEST.sha256"));
        lines.removeIf(line -> !line.contains("  images/") && !line.contains("  reports/"));
        return lines;
    }

    @Test
    void manifestNamesEveryFileWithItsHash() throws Exception {
        Folder folder = write("all", 4, 2, 2);
        Set<String> named = new HashSet<>(List.of("MANIFEST.sha256"));
        for (String line : folder.lines("MANIFEST.sha256")) {
            String[] parts = line.split("  ", 2);
            byte[] content = Files.readAllBytes(folder.path().resolve(parts[1]));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            assertEquals(HexFormat.of().formatHex(hash), parts[0], parts[1]);
            named.add(parts[1]);
        }
        try (Stream<Path> files = Files.walk(folder.path())) {
            Set<String> there = new HashSet<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> there.add(folder.path().relativize(file).toString().replace('\\', '/')));
            assertEquals(there, named);
        }
    }

    @Test
    void progressCountsUpToTheEnd() throws Exception {
        List<Integer> steps = new ArrayList<>();
        SampleSummary summary = SampleStudies.write(new SampleRequest(temp.resolve("p"), 3, 1, 2),
                (done, total) -> steps.add(10 * done + total));
        assertEquals(List.of(13, 23, 33), steps);
        assertEquals(3, summary.studies());
    }

    @Test
    void refusesAFolderThatHoldsSomethingAndLeavesItAlone() throws Exception {
        Path out = Files.createDirectory(temp.resolve("mine"));
        Files.writeString(out.resolve("thesis.txt"), "years of work", StandardCharsets.UTF_8);
        SampleDataException refused = assertThrows(SampleDataException.class,
                () -> SampleStudies.write(new SampleRequest(out, 2, 1, 1), (done, total) -> {
                }));
        assertTrue(String.valueOf(refused.getMessage()).contains("already holds something"), refused.getMessage());
        assertEquals("years of work", Files.readString(out.resolve("thesis.txt")));
        try (Stream<Path> entries = Files.list(temp)) {
            assertEquals(List.of(out), entries.toList());
        }
    }

    @Test
    void takesAnEmptyFolder() throws Exception {
        Files.createDirectory(temp.resolve("empty"));
        assertEquals(1, write("empty", 1, 1, 1).table("studies.csv").size());
    }

    @Test
    void anInterruptLeavesNothingBehind() throws Exception {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> write("stopped", 3, 1, 1));
        assertFalse(Thread.interrupted());
        try (Stream<Path> entries = Files.list(temp)) {
            assertEquals(List.of(), entries.toList());
        }
    }

    @Test
    void refusesCountsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new SampleRequest(temp, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SampleRequest(temp, 100_000, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SampleRequest(temp, 5, 1, 0));
    }
}

package org.refers.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code refers sample-data} keeps the contract of the command line. */
class SampleDataCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("logs/refers.log")), (workspace, runs) -> 7).run(arguments);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesAFolderAndOneJsonObject() {
        Path data = folder.resolve("data");
        assertEquals(0, run("sample-data", "--out", data.toString(), "--studies", "2", "--seed", "4", "--json"));
        assertTrue(text(out).startsWith("{") && text(out).endsWith("}\n") && text(out).lines().count() == 1, text(out));
        assertTrue(text(out).contains("\"studies\":2,"), text(out));
        assertTrue(Files.exists(data.resolve("dataset.json")));
        assertTrue(text(err).contains("sample-data: 2 of 2 studies"), text(err));
    }

    @Test
    void aFolderInUseIsRefusedInOneLine() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        assertEquals(2, run("sample-data", "--out", folder.toString(), "--studies", "2"));
        assertEquals(1, text(err).lines().count(), text(err));
        assertTrue(text(err).contains("already holds something"), text(err));
        assertEquals("", text(out));
    }

    @Test
    void countsThatMakeNoSenseAreRefused() {
        assertEquals(2, run("sample-data", "--out", folder.resolve("d").toString(), "--studies", "0"));
        assertTrue(text(err).contains("1 to 99999"), text(err));
        assertEquals(2, run("sample-data", "--out", folder.resolve("d").toString(), "--threads", "many"));
        assertFalse(Files.exists(folder.resolve("d")));
    }
}

package org.refers.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CliTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void unknownCommandIsBadUsageInOneLine() {
        assertEquals(2, run(() -> 0, "pretrian"));
        assertEquals(1, errLines());
        assertEquals("", text(out));
    }

    @Test
    void noCommandOpensTheWorkstation() {
        assertEquals(7, run(() -> 7));
    }

    @Test
    void faultEndsWithOneAndItsMessageStaysOutOfTheLog() throws IOException {
        assertEquals(1, run(() -> {
            throw new IOException("/records/DOE^JANE.dcm");
        }));
        String log = Files.readString(folder.resolve("logs/refers.log"));
        assertTrue(log.contains("java.io.IOException") && log.contains("CliTest"), log);
        assertFalse(log.contains("DOE"), log);
        assertFalse(text(err).contains("DOE"), text(err));
        assertEquals(1, errLines());
    }

    @Test
    void helpIsNoError() {
        assertEquals(0, run(() -> 1, "--help"));
        assertTrue(text(out).contains("Usage: refers"), text(out));
    }

    private int run(Callable<Integer> workstation, String... arguments) {
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("logs/refers.log")), (workspace, runs) -> {
            try {
                return workstation.call();
            } catch (Exception failed) {
                throw new IllegalStateException("opening failed", failed);
            }
        }).run(arguments);
    }

    private long errLines() {
        return text(err).lines().count();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

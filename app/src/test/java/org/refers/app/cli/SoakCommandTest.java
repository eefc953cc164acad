package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.Launcher;
import org.refers.app.error.FaultLog;
import org.refers.app.machine.ProbeHere;
import org.refers.training.run.ChildCommand;
import org.refers.training.run.ProcessLauncher;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.ThreadLauncher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A tenth of {@code refers bench soak}. Memory and leftovers are held; times are only told, since others use the machine. */
class SoakCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(RunLauncher launcher, String... arguments) {
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("refers.log")),
                new Cli.Processes(launcher, new ProbeHere()), (workspace, runs) -> 0)
                .run(arguments);
    }

    @Test
    void nothingLeaksInAThousandStepsAndFiveStarts(TestReporter reporter) throws Exception {
        int exit = run(new ProcessLauncher(ChildCommand.of(Launcher.class.getName(), RunChildCommand.NAME)), "bench",
                "soak", "--steps", "1000", "--starts", "5", "--device", "cpu", "--threads", "1", "--json");
        JsonNode result = new ObjectMapper().readTree(out.toByteArray());
        reporter.publishEntry(result.toString());
        assertEquals(1000, result.path("steps").asInt(), err::toString);
        assertTrue(result.path("memory_growth").asDouble() < 0.02, result::toString);
        assertEquals(0, result.path("processes_left").asInt(), result::toString);
        assertTrue(result.path("files_left").isArray() && result.path("files_left").isEmpty(), result::toString);
        assertEquals(result.path("within_limits").asBoolean() ? 0 : 1, exit);
    }

    @Test
    void runsInThisProcessCannotBeMeasured() {
        assertEquals(2, run(new ThreadLauncher(), "bench", "soak"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("processes of their own"), err::toString);
        assertEquals(2, run(new ThreadLauncher(), "bench", "soak", "--steps", "3"));
    }
}

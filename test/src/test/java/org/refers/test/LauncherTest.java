package org.refers.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as a person starts it, from another folder, in a process of its own. */
class LauncherTest {

    /** The first start compiles the whole program, on a busy machine of two cores. */
    private static final int LONGEST_MINUTES = 15;

    @TempDir
    private Path elsewhere;

    private record Ended(int exitCode, String out, String err) {
    }

    @Test
    void theLauncherBuildsRunsAndKeepsStandardOutputClean() throws IOException, InterruptedException {
        Ended first = run("--version");

        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.out().matches("REFERS Workstation \\S+\\R"), first.out());

        Ended second = run("--version");

        assertEquals("", second.err(), "nothing has changed, so nothing is to be built");
        assertEquals(first.out(), second.out());
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() throws IOException, InterruptedException {
        run("--version");

        Ended wrong = run("no such command");

        assertEquals(2, wrong.exitCode());
        assertEquals("", wrong.out());
        assertEquals(1, wrong.err().lines().count(), wrong.err());
        assertTrue(wrong.err().contains("no such command"), wrong.err());
    }

    private Ended run(String argument) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c") : List.of());
        command.add(Checkout.root().resolve(windows ? "refers.cmd" : "refers").toString());
        command.add(argument);
        Path out = elsewhere.resolve("out.txt");
        Path err = elsewhere.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        // The launcher is to find its Java by itself; Maven hands the one that it runs on to its children.
        builder.environment().remove("JAVA_HOME");
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the launcher did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}

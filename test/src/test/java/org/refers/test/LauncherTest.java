package org.refers.test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    /** What the Windows launcher hands to Java; it is written by the same program on every system. */
    @Test
    void jarsOfOnesOwnAreAddedToTheArgumentsOfAStart() throws IOException, InterruptedException {
        run("--version");
        Path added = elsewhere.resolve("a folder").resolve("provider.jar");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Checkout.root().resolve("app/src/launcher/BuildIfStale.java").toString(), Checkout.root().toString(),
                "", "run-test.args").redirectErrorStream(true).redirectOutput(elsewhere.resolve("log.txt").toFile());
        builder.environment().put("REFERS_CLASSPATH", added.toString());
        Path written = Checkout.root().resolve("target/launcher/run-test.args");
        try {
            assertEquals(0, builder.start().waitFor(), () -> written.toString());
            String arguments = Files.readString(written);
            String end = File.pathSeparator + added.toString().replace("\\", "\\\\") + "\"\n";
            assertTrue(arguments.startsWith("-cp\n\"") && arguments.endsWith(end), arguments);
            assertFalse(Files.readString(written.resolveSibling("run.args")).contains("provider.jar"),
                    "other starts go on without");
        } finally {
            Files.deleteIfExists(written);
        }
    }

    @Test
    void bothLaunchersKnowTheSameSettings() throws IOException {
        assertEquals(settings("refers"), settings("refers.cmd"));
    }

    private static Set<String> settings(String launcher) throws IOException {
        return Pattern.compile("REFERS_[A-Z_]+").matcher(Files.readString(Checkout.root().resolve(launcher))).results()
                .map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
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

package org.refers.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Java's report of a fault in native code comes to the program's folder, and no core dump is made. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is a shell's")
class NativeReportsTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^crashed='([^']+)'$");

    @TempDir
    private Path folder;

    private final String launcher = Checkout.read(Checkout.root().resolve("refers"));

    /** What Java would run is run as it would run it: by a shell, in the folder that the program was started from. */
    @Test
    void theCommandBringsTheReportToTheFolder() throws IOException, InterruptedException {
        Matcher command = COMMAND.matcher(launcher);
        assertTrue(command.find(), "the launcher names the command");
        Path started = Files.createDirectories(folder.resolve("some where"));
        Files.writeString(started.resolve("hs_err_pid42.log"), "#  SIGSEGV");
        // Java takes it apart at semicolons and runs each part by itself.
        assertFalse(command.group(1).contains(";"));
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command.group(1).replace("%p", "42"))
                .directory(started.toFile()).inheritIO();
        shell.environment().put("XDG_STATE_HOME", folder.resolve("state of mine").toString());

        assertEquals(0, shell.start().waitFor());
        assertEquals("#  SIGSEGV",
                Files.readString(folder.resolve("state of mine/refers/crashes/jvm-42.log")));
        assertFalse(Files.exists(started.resolve("hs_err_pid42.log")));
    }

    @Test
    void theInstalledProgramDoesTheSame() {
        String installer = Checkout.read(Checkout.root().resolve("installer/src/build/BuildInstaller.java"));
        for (String text : new String[]{launcher, installer}) {
            assertTrue(text.contains("${XDG_STATE_HOME:-$HOME/.local/state}/refers/crashes"));
            assertTrue(text.contains("mv hs_err_pid%p.log"));
            assertTrue(text.contains("-XX:-CreateCoredumpOnCrash"));
        }
    }
}

package org.refers.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The program speaks English, and so do its numbers, whatever the system speaks. */
class LauncherLanguageTest {

    @TempDir
    private Path folder;

    @Test
    void numbersHaveAPointInEveryCountry() throws IOException, InterruptedException {
        Path scores = Files.writeString(folder.resolve("scores.txt"), "1 0.9\n0 0.2\n1 0.1\n0 0.3\n");
        Process german = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=de", "-Duser.country=DE", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Launcher.class.getName(), "evaluate", "--scores", scores.toString()).redirectErrorStream(true).start();
        String said = new String(german.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, german.waitFor(), said);
        assertTrue(said.contains("mean AUROC 0.5000"), said);
    }
}

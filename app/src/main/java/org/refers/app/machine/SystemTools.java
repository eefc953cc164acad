package org.refers.app.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the tools that are installed. */
public final class SystemTools implements ToolRunner {

    /** A driver that hangs must not hang the report about it. */
    private static final int SECONDS = 15;

    @Override
    public List<String> lines(String... command) throws IOException {
        Path output = Files.createTempFile("refers-tool", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ToolFailedException(command[0] + " did not end within " + SECONDS + " s", List.of());
            }
            List<String> printed = Files.readString(output, StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank()).toList();
            if (process.exitValue() != 0) {
                throw new ToolFailedException(command[0] + " ended with " + process.exitValue(), printed);
            }
            return printed;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was stopped", stopped);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}

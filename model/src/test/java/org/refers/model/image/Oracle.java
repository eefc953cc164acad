package org.refers.model.image;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Other programs that read DICOM, where they are installed: dcmtk's and GDCM's commands. */
final class Oracle {

    private Oracle() {
    }

    /** Skips the test, saying so, where a program is not installed. */
    static void need(String... programs) {
        for (String program : programs) {
            boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            assumeTrue(there, program + " is not installed");
        }
    }

    /** Standard output of a program that must succeed. */
    static String run(Path folder, String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(command));
        Path out = folder.resolve("oracle.out");
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(out.toFile())
                .directory(folder.toFile()).start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), command[0] + " does not end");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException(e);
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), command[0] + " says: " + said);
        return said;
    }

    /** The bytes of a binary PGM or PPM of 8 bits, without its header. */
    static byte[] pixels(Path pnm) throws IOException {
        byte[] bytes = Files.readAllBytes(pnm);
        int at = 0;
        for (int lines = 0; lines < 3; at++) {
            boolean comment = bytes[at] == '#';
            while (bytes[at] != '\n') {
                at++;
            }
            lines += comment ? 0 : 1;
        }
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }
}

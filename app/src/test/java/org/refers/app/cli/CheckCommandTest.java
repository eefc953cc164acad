package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.image.PngWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CheckCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("refers.log")), (workspace, runs) -> 0).run(arguments);
    }

    /** Two patients on two sides with one picture, in two files. */
    private String workspace() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        byte[] grey = new byte[64 * 64];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i * 31 % 251);
        }
        PngWriter.writeGrey(source.resolve("a.png"), 64, 64, grey);
        Files.write(source.resolve("b.png"), PngWriter.greyQuickly(64, 64, grey));
        Files.writeString(source.resolve("radiographs.csv"), "file,patient,split\na.png,1,train\nb.png,2,test\n");
        Path workspace = folder.resolve("w");
        assertEquals(0, run("import", source.toString(), "--workspace", workspace.toString()), text(err));
        return workspace.toString();
    }

    @Test
    void leaksAreFoundAndReportedAndAreNoFault() throws IOException {
        String workspace = workspace();
        Path report = folder.resolve("report.md");
        assertEquals(0, run("check", "--workspace", workspace, "--json", "--out", report.toString()), text(err));
        assertEquals(1, text(out).lines().count());
        JsonNode answer = new ObjectMapper().readTree(text(out));
        assertEquals(2, answer.path("radiographs").asInt());
        assertEquals(2, answer.path("measured").asInt());
        assertEquals("same_picture_across_sides", answer.path("issues").path(0).path("rule").asText());
        assertEquals("serious", answer.path("issues").path(0).path("severity").asText());
        assertEquals(2, answer.path("issues").path(0).path("radiographs").asInt());
        assertFalse(answer.path("outcome").path("stopped").asBoolean(true));
        assertTrue(Files.readString(report).startsWith("# Data report"), "Markdown by the file's ending");
        assertEquals(0, run("check", "--workspace", workspace));
        assertTrue(text(out).contains("0 looked at now"), text(out));
        assertTrue(text(out).contains("serious  Same picture on two sides: 1 pair, 2 radiographs, 2 studies"),
                text(out));
    }

    @Test
    void badUsageIsOneLine() throws IOException {
        String workspace = workspace();
        String[][] wrong = {{"check", "--workspace", folder.resolve("none").toString()}, {"check"},
            {"check", "--workspace", workspace, "--format", "pdf"},
            {"check", "--workspace", workspace, "--threads", "0"},
            {"check", "--workspace", workspace, "--out", folder.resolve("no/such/report.html").toString()}};
        for (String[] arguments : wrong) {
            assertEquals(2, run(arguments));
            assertEquals(1, text(err).lines().count(), text(err));
            assertEquals("", text(out));
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

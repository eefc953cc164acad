package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.image.PngWriter;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CheckCommandTest {

    @TempDir
    private Path folder;

    private TypedCommands typed;

    @BeforeEach
    void open() {
        typed = new TypedCommands(folder);
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
        typed.done("import", source.toString(), "--workspace", workspace.toString());
        return workspace.toString();
    }

    /** The window says the same without the command. */
    @Test
    void whereThereIsNoWorkspaceATerminalIsToldTheCommand() {
        Path nowhere = folder.resolve("nowhere");
        WorkspaceException none = assertThrows(WorkspaceException.class, () -> Workspace.open(nowhere));
        assertEquals("there is no workspace in " + nowhere
                + "; choose the folder that holds a workspace.db, or import studies into a new one", none.getMessage());
        String command = "The command is: refers import SOURCE --workspace " + nowhere;
        typed.ends(2, "check", "--workspace", nowhere.toString());
        assertTrue(typed.err().strip().endsWith(command), typed::err);
        typed.ends(2, "pretrain", "--workspace", nowhere.toString(), "--run", folder.resolve("run").toString());
        assertTrue(typed.err().strip().endsWith(command), typed::err);
    }

    @Test
    void leaksAreFoundAndReportedAndAreNoFault() throws IOException {
        String workspace = workspace();
        Path report = folder.resolve("report.md");
        typed.done("check", "--workspace", workspace, "--json", "--out", report.toString());
        assertEquals(1, typed.out().lines().count());
        JsonNode answer = typed.json();
        assertEquals(2, answer.path("radiographs").asInt());
        assertEquals(2, answer.path("measured").asInt());
        assertEquals("same_picture_across_sides", answer.path("issues").path(0).path("rule").asText());
        assertEquals("serious", answer.path("issues").path(0).path("severity").asText());
        assertEquals(2, answer.path("issues").path(0).path("radiographs").asInt());
        assertFalse(answer.path("outcome").path("stopped").asBoolean(true));
        assertTrue(Files.readString(report).startsWith("# Data report"), "Markdown by the file's ending");
        typed.done("check", "--workspace", workspace);
        assertTrue(typed.out().contains("0 looked at now"), typed.out());
        assertTrue(typed.out().contains("serious  Same picture on two sides: 1 pair, 2 radiographs, 2 studies"),
                typed.out());
    }

    @Test
    void badUsageIsOneLine() throws IOException {
        String workspace = workspace();
        String[][] wrong = {{"check", "--workspace", folder.resolve("none").toString()}, {"check"},
            {"check", "--workspace", workspace, "--format", "pdf"},
            {"check", "--workspace", workspace, "--threads", "0"},
            {"check", "--workspace", workspace, "--out", folder.resolve("no/such/report.html").toString()}};
        for (String[] arguments : wrong) {
            assertEquals(2, typed.run(arguments));
            assertEquals(1, typed.err().lines().count(), typed.err());
            assertEquals("", typed.out());
        }
    }
}

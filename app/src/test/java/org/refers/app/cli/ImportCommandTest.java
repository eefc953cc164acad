package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.Launcher;
import org.refers.model.image.PngWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ImportCommandTest {

    @TempDir
    private Path folder;

    private TypedCommands typed;

    @BeforeEach
    void open() {
        typed = new TypedCommands(folder);
    }

    private String source() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        PngWriter.writeGrey(source.resolve("a.png"), 8, 8, new byte[64]);
        Files.writeString(source.resolve("a.txt"), "Clear lungs.");
        Files.writeString(source.resolve("bad.png"), "no picture");
        return source.toString();
    }

    @Test
    void oneJsonObjectWithCountsAndRejections() throws IOException {
        typed.done("import", source(), "--workspace", folder.resolve("w").toString(), "--json");
        assertEquals(1, typed.out().lines().count());
        JsonNode answer = typed.json();
        assertEquals(1, answer.path("studies").asInt());
        assertEquals(1, answer.path("radiographs").asInt());
        assertEquals(1, answer.path("reports").asInt());
        assertEquals(0, answer.path("labels").asInt(-1));
        assertEquals(0, answer.path("boxes").asInt(-1));
        assertEquals("bad.png", answer.path("rejected").path(0).path("file").asText());
        assertFalse(answer.path("rejected").path(0).path("reason").asText().isEmpty());
        assertEquals(1, answer.path("added").path("radiographs").asInt());
    }

    @Test
    void wordsWithoutJson() throws IOException {
        typed.done("import", source(), "--workspace", folder.resolve("w").toString(), "--kind", "folder");
        assertTrue(typed.out().startsWith("1 study with 1 radiograph,"), typed.out());
        assertTrue(typed.out().contains("bad.png: is neither"), typed.out());
    }

    /** Ctrl-C and a termination signal reach the virtual machine the same way. */
    @Test
    void aSignalStopsADryRunWhichTellsWhatItSaw() throws Exception {
        Path source = SlowSource.make(folder.resolve("slow"));
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Launcher.class.getName(), "import", source.toString(), "--dry-run", "--json")
                .redirectOutput(folder.resolve("out.json").toFile()).redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Process child = builder.start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (child.isAlive() && !Files.readString(folder.resolve("err.txt")).contains("Reading radiographs")
                    && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            child.destroy();
            assertTrue(child.waitFor(60, TimeUnit.SECONDS), "the process did not end");
        } finally {
            child.destroyForcibly();
        }
        String told = Files.readString(folder.resolve("err.txt"));
        assertEquals(0, child.exitValue(), told);
        assertTrue(told.contains("Stopping; what was seen so far is told."), told);
        JsonNode answer = new ObjectMapper().readTree(Files.readString(folder.resolve("out.json")));
        assertTrue(answer.path("stopped").asBoolean(), answer::toString);
        int seen = answer.path("radiographs").asInt(-1);
        assertTrue(seen > 0 && seen < SlowSource.FILES, answer::toString);
    }

    @Test
    void aDryRunSaysTheSameWithFixesAndWritesNothing() throws IOException {
        Path workspace = folder.resolve("w");
        String source = source();
        typed.done("import", source, "--dry-run", "--workspace", workspace.toString(), "--json");
        JsonNode look = typed.json();
        assertFalse(Files.exists(workspace));
        assertTrue(look.path("dry_run").asBoolean());
        assertEquals("folder", look.path("kind").asText());
        assertEquals(1, look.path("splits").path("train").asInt() + look.path("splits").path("validation").asInt()
                + look.path("splits").path("test").asInt());
        assertTrue(look.path("rejected").path(0).path("fix").asText().startsWith("Convert it to DICOM"),
                look::toString);
        assertTrue(look.path("present").isMissingNode() || look.path("present").isNull());
        typed.done("import", source, "--workspace", workspace.toString(), "--json");
        JsonNode done = typed.json();
        for (String name : List.of("studies", "radiographs", "reports", "labels", "boxes", "added", "notices")) {
            assertEquals(done.path(name), look.path(name), name);
        }
        typed.done("import", source, "--dry-run", "--workspace", workspace.toString());
        assertTrue(typed.out().startsWith("Nothing was written. As kind folder, this import would bring 1 study"),
                typed.out());
        assertTrue(typed.out().contains("0 new studies, 0 changed, 1 unchanged"), typed.out());
        assertTrue(typed.out().contains("bad.png: is neither"), typed.out());
        typed.done("import", source, "--dry-run");
        assertEquals(2, typed.run("import", folder.resolve("none").toString(), "--dry-run"));
    }

    @Test
    void badUsageIsOneLineAndLeavesNothingBehind() throws IOException {
        Path workspace = folder.resolve("w");
        String empty = Files.createDirectories(folder.resolve("empty")).toString();
        String missing = folder.resolve("missing").toString();
        String[][] wrong = {{"import", missing, "--workspace", workspace.toString()},
            {"import", empty, "--workspace", workspace.toString()},
            {"import", source(), "--workspace", workspace.toString(), "--kind", "floder"},
            {"import", source(), "--workspace", workspace.toString(), "--threads", "many"},
            {"import", source()}};
        for (String[] arguments : wrong) {
            assertEquals(2, typed.run(arguments));
            assertEquals(1, typed.err().lines().count(), typed.err());
            assertEquals("", typed.out());
        }
        assertFalse(Files.exists(workspace));
        assertEquals(2, typed.run("import", source(), "--workspace", workspace.toString(), "--splits", missing));
        assertEquals(1, typed.err().lines().filter(line -> line.contains("split")).count(), typed.err());
        assertFalse(Files.exists(workspace), "a workspace made for a refused import is removed");
    }

    @Test
    void aRefusedImportLeavesAWorkspaceThatWasThere() throws IOException {
        String workspace = folder.resolve("w").toString();
        typed.done("import", source(), "--workspace", workspace);
        assertEquals(2,
                typed.run("import", source(), "--workspace", workspace, "--splits", folder.resolve("no").toString()));
        typed.done("cohort", "--workspace", workspace, "--json");
        assertEquals(1, typed.json().path("studies").asInt());
    }

    @Test
    void aCohortIsCountedConditionByConditionAndWrittenAsATable() throws IOException {
        String workspace = folder.resolve("w").toString();
        typed.done("import", source(), "--workspace", workspace);
        Path table = folder.resolve("cohort.csv");
        typed.done("cohort", "--workspace", workspace, "--where", "text=clear", "--where", "view!=unknown", "--flow",
                "--out", table.toString(), "--json");
        JsonNode answer = typed.json();
        assertEquals(0, answer.path("radiographs").asInt(-1));
        assertEquals(1, answer.path("flow").path(1).path("patients").asInt());
        assertEquals("view!=unknown", answer.path("flow").path(2).path("condition").asText());
        assertEquals(1, answer.path("flow").path(2).path("left_out").asInt());
        assertEquals(1, Files.readAllLines(table).size());
        typed.done("cohort", "--workspace", workspace, "--where", "text=clear", "--out", table.toString());
        assertEquals(2, Files.readAllLines(table).size());
        assertTrue(typed.out().startsWith("1 radiograph of 1 study of 1 patient: text=clear"), typed.out());
        assertEquals(2, typed.run("cohort", "--workspace", workspace, "--where", "colour=red"));
        assertEquals(1, typed.err().lines().count(), typed.err());
    }

    @Test
    void movedFilesAreFoundAgain() throws IOException {
        String workspace = folder.resolve("w").toString();
        typed.done("import", source(), "--workspace", workspace);
        assertEquals(2, typed.run("relink", folder.resolve("moved").toString(), "--workspace", workspace));
        Files.move(folder.resolve("source"), folder.resolve("moved"));
        typed.done("relink", folder.resolve("moved").toString(), "--workspace", workspace, "--json");
        JsonNode answer = typed.json();
        assertEquals(1, answer.path("present").asInt());
        assertTrue(answer.path("missing").isEmpty());
    }
}

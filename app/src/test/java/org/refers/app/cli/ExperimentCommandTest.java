package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A small grid as a person runs it, on a few sample studies. */
class ExperimentCommandTest {

    private static final String GRID = """
            workspace: w
            recipe: demo
            set: {max_steps: 3}
            methods:
              scratch: random
              pretrained:
                pretrain: {set: {max_steps: 3, batch_size: 4}}
            label_ratios: [0.5]
            seeds: [1, 2]
            baseline: scratch
            """;

    @TempDir
    private static Path folder;

    private final TypedCommands typed = new TypedCommands(folder);

    @BeforeAll
    static void makeWorkspace() {
        new TypedCommands(folder).makeWorkspace(24);
    }

    @Test
    void aGridIsRunTabulatedAndGoesOnWhereItIsNotFinished() throws IOException {
        String file = Files.writeString(folder.resolve("grid.yaml"), GRID).toString();
        assertEquals(2, typed.run("experiment", "report", file), "nothing was run");
        assertEquals(5, json("experiment", "status", file).path("states").path("not_begun").asInt());

        JsonNode done = json("experiment", "run", file, "--device", "cpu", "--threads", "1");
        assertEquals(5, done.path("finished").asInt());
        assertFalse(done.path("stopped").asBoolean(true));

        JsonNode report = json("experiment", "report", file);
        assertEquals(2, report.path("rows").size());
        JsonNode pretrained = report.path("rows").get(1);
        assertEquals("scratch", pretrained.path("against").asText());
        assertEquals(2, pretrained.path("auroc_seeds").size());
        double mean = (pretrained.path("auroc_seeds").get(0).asDouble()
                + pretrained.path("auroc_seeds").get(1).asDouble()) / 2;
        assertEquals(mean, pretrained.path("auroc").asDouble(), 1e-12);
        assertTrue(pretrained.path("n_train").asInt() > 0 && pretrained.path("n_test").asInt() > 0);
        assertEquals(3, Files.readAllLines(folder.resolve("grid-runs/report.csv")).size());
        theReportIsWhatTheRunsReached(pretrained);
        onlyWhatIsMissingIsRun(file);
        valuesThatChangedAreRefused(file);
    }

    private void theReportIsWhatTheRunsReached(JsonNode row) throws IOException {
        JsonNode run = json("evaluate", "--run",
                folder.resolve("grid-runs/findings-pretrained-0.5-seed2").toString());
        assertEquals(run.path("auroc").asDouble(), row.path("auroc_seeds").get(1).asDouble(), 1e-12);
    }

    private void onlyWhatIsMissingIsRun(String file) throws IOException {
        Path kept = folder.resolve("grid-runs/findings-scratch-0.5-seed1/metrics.jsonl");
        FileTime before = Files.getLastModifiedTime(kept);
        Files.writeString(Path.of(file), GRID.replace("[1, 2]", "[1, 2, 3]"));
        assertEquals(2, json("experiment", "status", file).path("states").path("not_begun").asInt());
        assertEquals(7, json("experiment", "run", file, "--device", "cpu", "--threads", "1").path("finished").asInt());
        assertEquals(before, Files.getLastModifiedTime(kept));
        assertTrue(typed.err().contains("Run 6 of 7: findings-scratch-0.5-seed3"), typed.err());
        assertFalse(typed.err().contains("Run 1 of 7"), typed.err());
    }

    private void valuesThatChangedAreRefused(String file) throws IOException {
        Files.writeString(Path.of(file), GRID.replace("{max_steps: 3}", "{max_steps: 4}"));
        assertEquals(2, typed.run("experiment", "run", file));
        assertTrue(typed.err().contains("was begun with other values"), typed.err());
        assertEquals(1, typed.err().lines().count(), typed.err());
    }

    private JsonNode json(String... arguments) throws IOException {
        typed.done(new String[]{"--json"}, arguments);
        return typed.json();
    }
}

package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;

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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void makeWorkspace() {
        ExperimentCommandTest commands = new ExperimentCommandTest();
        String studies = folder.resolve("studies").toString();
        assertEquals(0, commands.run("sample-data", "--out", studies, "--studies", "24", "--seed", "3"));
        assertEquals(0, commands.run("import", studies, "--workspace", folder.resolve("w").toString()));
    }

    @Test
    void aGridIsRunTabulatedAndGoesOnWhereItIsNotFinished() throws IOException {
        String file = Files.writeString(folder.resolve("grid.yaml"), GRID).toString();
        assertEquals(2, run("experiment", "report", file), "nothing was run");
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
        assertTrue(text(err).contains("Run 6 of 7: findings-scratch-0.5-seed3"), text(err));
        assertFalse(text(err).contains("Run 1 of 7"), text(err));
    }

    private void valuesThatChangedAreRefused(String file) throws IOException {
        Files.writeString(Path.of(file), GRID.replace("{max_steps: 3}", "{max_steps: 4}"));
        assertEquals(2, run("experiment", "run", file));
        assertTrue(text(err).contains("was begun with other values"), text(err));
        assertEquals(1, text(err).lines().count(), text(err));
    }

    private JsonNode json(String... arguments) throws IOException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        assertEquals(0, run(all), text(err));
        return new ObjectMapper().readTree(text(out));
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("refers.log")), (workspace, runs) -> 0).run(arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

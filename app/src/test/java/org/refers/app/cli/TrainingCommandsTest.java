package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.Launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that train, as a person types them, on a few sample studies. */
class TrainingCommandsTest {

    private static final String[] QUICK = {"--recipe", "demo", "--device", "cpu", "--threads", "1", "--json"};

    @TempDir
    private static Path folder;

    private final TypedCommands typed = new TypedCommands(folder);

    @BeforeAll
    static void makeWorkspace() {
        new TypedCommands(folder).makeWorkspace(24);
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void theChainFromStudiesToMetrics() throws IOException {
        typed.done(QUICK, "pretrain", "--workspace", path("w"), "--run", path("p"), "--set", "max_steps=3",
                "batch_size=4");
        JsonNode pretrained = typed.json();
        assertEquals(3, pretrained.path("steps").asInt());
        typed.ends(2, "pretrain", "--workspace", path("w"), "--run", path("p"));
        assertTrue(typed.err().contains("already holds a run; go on by --resume, or"), typed::err);
        assertTrue(pretrained.path("loss").isDouble() && pretrained.path("images_per_second").asDouble() > 0);
        assertFalse(pretrained.path("stopped").asBoolean(true));

        typed.done(QUICK, "finetune", "--workspace", path("w"), "--run", path("f"), "--task", "findings",
                "--init", path("p"), "--label-ratio", "50%", "--seed", "4", "--set", "max_steps=3");
        JsonNode tuned = typed.json();
        assertEquals("findings", tuned.path("task").asText());
        assertEquals(9, tuned.path("auroc_per_class").size());
        assertTrue(tuned.path("n_train").asInt() > 0 && tuned.path("n_test").asInt() > 0);

        typed.done("predict", "--model", path("f"), "--workspace", path("w"), "--out", path("all.csv"),
                "--device", "cpu", "--json");
        assertEquals(typed.json().path("n").asInt() + 1, Files.readAllLines(folder.resolve("all.csv")).size());

        typed.done("evaluate", "--run", path("f"), "--json");
        assertEquals(tuned.path("auroc").asDouble(), typed.json().path("auroc").asDouble(), 1e-12);
        assertEquals(2, typed.run("weights", "encode", "--model", path("f"), "--text", "Clear."));
        assertTrue(
                typed.err().endsWith("has no text encoder; name a pre-training run, or imported weights of a BERT.\n"),
                typed.err());
        theClassifierGoesOutWithACard();
        predictLeavesCrossSectionsOut();
    }

    private void theClassifierGoesOutWithACard() throws IOException {
        typed.done("weights", "export", "--model", path("f"), "--format", "torchscript", "--out", path("f.pt"),
                "--json");
        assertTrue(typed.json().path("names").size() > 40);
        String card = Files.readString(folder.resolve("f.pt.card.md"));
        assertTrue(card.contains(typed.json().path("sha256").asText()), card);
        assertTrue(card.contains("a pretrain run of this program from random weights"), card);
        assertTrue(card.contains("| test | test | ") && card.contains("Mean AUROC"), card);
    }

    private void predictLeavesCrossSectionsOut() throws IOException {
        List<Path> pictures;
        try (var files = Files.list(folder.resolve("studies/images"))) {
            pictures = files.filter(file -> file.toString().endsWith(".jpg")).sorted().limit(2).toList();
        }
        Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(folder.resolve("mixed/radiographs.csv"), "file,patient,view,modality\n" + pictures.get(0)
                + ",1,PA,CR\n" + pictures.get(1) + ",2,axial,CT\n");
        typed.done("import", path("mixed"), "--workspace", path("mw"));
        typed.done("predict", "--model", path("f"), "--workspace", path("mw"), "--out", path("mixed.csv"),
                "--json");
        JsonNode scored = typed.json();
        assertEquals(1, scored.path("n").asInt());
        assertEquals("is no projection radiograph but CT", scored.path("rejected").path(0).path("reason").asText());
    }

    @Test
    void badInputEndsWithTwoAndOneLine() {
        for (String[] wrong : new String[][]{
            {"pretrain", "--workspace", path("nowhere"), "--run", path("x1")},
            {"pretrain", "--workspace", path("w"), "--run", path("x2"), "--set", "batchsize=3"},
            {"pretrain", "--workspace", path("w"), "--run", path("x3"), "--recipe", "mine"},
            {"pretrain", "--workspace", path("w"), "--run", path("x4"), "--method", "maco"},
            {"pretrain", "--workspace", path("w"), "--run", path("x5"), "--device", "cuda:0"},
            {"pretrain", "--workspace", path("w"), "--run", path("x6"), "--resume"},
            {"finetune", "--workspace", path("w"), "--run", path("x7"), "--task", "fracture"},
            {"finetune", "--workspace", path("w"), "--run", path("x8"), "--label-ratio", "2"},
            {"finetune", "--workspace", path("w"), "--run", path("x9"), "--init", path("none")},
            {"predict", "--model", path("none"), "--workspace", path("w"), "--out", path("y.csv")},
            {"evaluate", "--run", path("none")}, {"evaluate"}, {"evaluate", "--scores", path("none.txt")}}) {
            assertEquals(2, typed.run(wrong), String.join(" ", wrong) + ": " + typed.err());
            assertEquals("", typed.out());
            // Up to two lines of progress before: how many radiographs have labels, and how many labels are uncertain.
            assertTrue(typed.err().lines().count() <= 3, typed.err());
            assertTrue(typed.err().lines().noneMatch(line -> line.startsWith("\tat ")), typed.err());
        }
        assertEquals(2, typed.run("pretrain", "--workspace", path("w"), "--run", path("x10"), "--recipe", "pom.xml"));
        assertTrue(typed.err().startsWith("pom.xml"), typed.err());
        assertEquals(2, typed.run("pretrain", "--workspace", path("w"), "--run", path("x11"), "--set", "lr=fast"));
        assertTrue(typed.err().startsWith("lr takes"), typed.err());
    }

    /** Ctrl-C and a termination signal reach the virtual machine the same way. */
    @Test
    void aSignalStopsTheRunWithACheckpointAndExitCodeZero() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Launcher.class.getName(), "pretrain", "--workspace", path("w"), "--run", path("signal"), "--set",
                "max_steps=100000", "batch_size=4"));
        command.addAll(List.of(QUICK));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(new File(path("out.json")))
                .redirectError(new File(path("err.txt")));
        builder.environment().put("XDG_STATE_HOME", path("state"));
        builder.environment().put("XDG_CACHE_HOME", path("cache"));
        Process child = builder.start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (child.isAlive() && !Files.exists(folder.resolve("signal/metrics.jsonl"))
                    && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            child.destroy();
            assertTrue(child.waitFor(60, TimeUnit.SECONDS), "the process did not end");
        } finally {
            child.destroyForcibly();
        }

        assertEquals(0, child.exitValue(), Files.readString(folder.resolve("err.txt")));
        JsonNode answer = new ObjectMapper().readTree(Files.readString(folder.resolve("out.json")));
        assertTrue(answer.path("stopped").asBoolean());
        assertTrue(answer.path("steps").asLong() > 0);
        assertTrue(Files.isRegularFile(folder.resolve("signal/checkpoints")
                .resolve("step-%06d".formatted(answer.path("steps").asLong())).resolve("state.json")));
    }
}

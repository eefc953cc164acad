package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.training.RunAdvisor.Pace;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunEntry.State;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.training.device.MemoryUse;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RecipeKey;
import org.refers.training.run.TrainingEvent;
import org.refers.training.store.ProcessMark;
import org.refers.training.store.QueuePlace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RunFoldersTest {

    @TempDir
    private Path runs;

    private final RunFolders folders = new RunFolders();

    private Path run(String name, String config, String metrics) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(name));
        Files.writeString(folder.resolve("config.yaml"), config);
        Files.writeString(folder.resolve("metrics.jsonl"), metrics);
        return folder;
    }

    private static final String CONFIG = "format: 1\nkind: finetune\npreset: paper\nsize: tiny\nbase: demo\n"
            + "task: findings\nfindings: mass, pleural_effusion\nlabel_ratio: 0.1\n"
            + "recipe:\n  max_steps:\n    value: \"40\"\n    origin: command\n    reason: \"\"\n";

    @Test
    void aStoppedRunSaysHowFarItIs() throws IOException {
        Path folder = run("a", CONFIG,
                "{\"event\":\"step\",\"step\":7,\"loss\":0.5,\"terms\":{},\"learning_rate\":1e-3}\n"
                        + "{\"event\":\"finished\",\"step\":7,\"stopped\":true,\"metrics\":{}}\n{\"event\":\"st");
        RunEntry entry = folders.list(runs).getFirst();

        assertEquals(State.STOPPED, entry.state());
        assertEquals(7, entry.step());
        assertEquals(40, entry.totalSteps());
        assertEquals(Kind.FINETUNE, entry.plan().kind());
        assertEquals(0.1, entry.plan().finetuning().labelRatio());
        assertEquals(0.5, entry.figure().orElseThrow());
        assertEquals(List.of("mass", "pleural_effusion"), folders.findings(folder));
    }

    @Test
    void historyGivesTheEventsBackAndPassesACutOffLine() throws IOException {
        Path folder = run("a", CONFIG,
                "{\"event\":\"step\",\"step\":1,\"loss\":0.7,\"terms\":{\"findings\":0.7},\"learning_rate\":0.001,\"memory_bytes\":7}\n"
                        + "{\"event\":\"validation\",\"step\":1,\"loss\":0.6,\"metrics\":{\"auroc\":0.8}}\n"
                        + "{\"event\":\"finished\",\"step\":40,\"stopped\":false,\"metrics\":{}}\n{\"event\":\"step\",");
        List<TrainingEvent> events = folders.history(folder);

        assertEquals(3, events.size());
        assertTrue(events.get(0) instanceof TrainingEvent.StepFinished step && step.totalSteps() == 40
                && step.learningRate() == 0.001 && Double.isNaN(step.waiting()), "what was not told is no nought");
        assertTrue(
                events.get(1) instanceof TrainingEvent.ValidationFinished done && done.metrics().get("auroc") == 0.8);
        assertTrue(events.get(0) instanceof TrainingEvent.StepFinished step
                && step.memory().equals(new MemoryUse(OptionalLong.of(7), OptionalLong.empty())));
        assertEquals(State.FINISHED, folders.list(runs).getFirst().state());
    }

    @Test
    void damagedFoldersAndStrangersArePassed() throws IOException {
        run("damaged", "{{{", "");
        Files.createDirectories(runs.resolve("stranger"));
        Files.writeString(runs.resolve("file.txt"), "x");
        run("fresh", CONFIG, "");
        assertEquals(List.of("fresh"), folders.list(runs).stream().map(RunEntry::name).toList());
        assertTrue(folders.list(runs.resolve("nowhere")).isEmpty());
    }

    @Test
    void theEndOfALongRunIsReadWithoutItsBeginning() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int step = 1; step <= 3000; step++) {
            lines.append("{\"event\":\"step\",\"step\":").append(step).append(",\"loss\":0.25,\"terms\":{}}\n");
        }
        run("long", CONFIG, lines.toString());
        assertEquals(3000, folders.list(runs).getFirst().step());
    }

    @Test
    void filesThatAreNoTextHideTheirRunAndNoOther() throws IOException {
        Path binary = run("binary", CONFIG, "");
        Files.write(binary.resolve("config.yaml"), new byte[]{(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3});
        Path owned = run("owned", CONFIG, "");
        Files.write(owned.resolve(".owner"), new byte[]{(byte) 0xff, (byte) 0xc3});
        assertEquals(List.of("owned"), folders.list(runs).stream().map(RunEntry::name).toList());
    }

    @Test
    void aRunThatEndedByItselfSaysWhy() throws IOException {
        Path folder = run("a", CONFIG, "{\"event\":\"step\",\"step\":7,\"loss\":0.5}\n");
        Files.writeString(folder.resolve("log.txt"), "2026-01-01T00:00:00Z finetune on cpu, from step 0 to 40\n"
                + "2026-01-01T00:00:09Z failed at step 7: The loss of step 8 is no number. See: log.\n");
        RunEntry entry = folders.list(runs).getFirst();
        assertEquals(State.FAILED, entry.state());
        assertEquals("The loss of step 8 is no number. See: log.", entry.facts().fault());
        Files.delete(folder.resolve("log.txt"));
        assertEquals("", folders.list(runs).getFirst().facts().fault());
    }

    @Test
    void aRunThatWaitsIsListedBeforeItHasAConfiguration() throws IOException {
        Path folder = Files.createDirectories(runs.resolve("waiting"));
        new QueuePlace("cpu", 2, "finetune", 300).write(folder);
        assertEquals(List.of(), folders.list(runs), "whoever wrote this is no more");
        Files.writeString(folder.resolve(".owner"), ProcessMark.ofThis());
        RunEntry entry = folders.list(runs).getFirst();
        assertEquals(State.QUEUED, entry.state());
        assertEquals(2, entry.facts().before());
        assertEquals(Kind.FINETUNE, entry.plan().kind());
        assertEquals(300, entry.totalSteps());
    }

    private void checkpoint(Path run, String best) throws IOException {
        Path folder = Files.createDirectories(run.resolve("checkpoints/step-000020"));
        Files.writeString(folder.resolve("state.json"), "{\"format\":1,\"step\":20,\"best_step\":20,\"best_value\":"
                + best + ",\"seconds\":4,\"files\":{\"model.safetensors\":{\"sha256\":\"abc\"}}}");
        Files.writeString(run.resolve("best"), "step-000020");
    }

    @Test
    void aCopyHasWhatDepartsFromTheRecipeAndFindsItsModelAgain() throws IOException {
        checkpoint(run("pre", CONFIG.replace("finetune", "pretrain"), ""), "-4.5");
        Path tuned = run("tuned", CONFIG + "  lr:\n    value: \"0.5\"\n  batch_size:\n    value: \"32\"\n"
                + "init: model\ninit_sha256: abc\nused:\n  device:\n    value: cpu\n    origin: command\n", "");
        RunPlan copy = new RunCopies(folders).copy(tuned);
        assertEquals(Map.of("max_steps", "40", "lr", "0.5"), copy.settings());
        assertEquals(List.of(runs.resolve("pre")), copy.start().models());
        assertEquals("cpu", copy.start().device());
        assertEquals(0.1, copy.finetuning().labelRatio());
        assertEquals(1, new RunCopies(folders).models(tuned));
        assertEquals(-4.5, folders.list(runs).stream().filter(run -> run.name().equals("pre")).findFirst()
                .orElseThrow().facts().best().orElseThrow());

        Path lost = run("lost", CONFIG + "init: model\ninit_sha256: other\n", "");
        assertEquals(List.of(), new RunCopies(folders).copy(lost).start().models());
    }

    @Test
    void aStepsTimeComesFromARunLikeIt() throws IOException {
        Path before = run("before", CONFIG + "  batch_size:\n    value: \"16\"\n  optimizer:\n    value: muon\n"
                + "  token_dropping:\n    value: \"0.5\"\n", "");
        checkpoint(before, "0.7");
        Files.writeString(before.resolve("environment.json"), "{\"device\":\"cpu with 1 thread\",\"arch\":\""
                + System.getProperty("os.arch") + "\",\"processors\":" + Runtime.getRuntime().availableProcessors()
                + "}");
        RunPlan plan = new RunPlan(Kind.FINETUNE, runs, runs.resolve("new"), "paper", "tiny", "demo", Map.of(),
                RunPlan.Finetuning.DEFAULT, RunPlan.Start.NEW);
        Recipe recipe = new RecipeFiles().find("demo", Recipe.Purpose.FINETUNE);
        PastPace paces = new PastPace();
        Pace pace = paces.find(folders.folders(runs), plan, recipe, "cpu").orElseThrow();
        assertEquals("before", pace.run());
        assertEquals(0.4, pace.secondsAStep(), 1e-12, "20 steps of 16 in 4 s, for a batch of 32");
        assertTrue(paces.find(folders.folders(runs), plan, recipe, "cuda:0").isEmpty());
        assertTrue(paces.find(folders.folders(runs), plan, recipe.with(RecipeKey.PRECISION, "bf16"), "cpu").isEmpty());
    }
}

package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunEntry.State;
import org.refers.app.training.RunPlan.Kind;
import org.refers.training.device.MemoryUse;
import org.refers.training.run.TrainingEvent;

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
}

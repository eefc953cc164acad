package org.refers.app.engine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.cli.Cli;
import org.refers.app.cli.Console;
import org.refers.app.error.FaultLog;
import org.refers.app.training.RunCommandLine;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.RunPlan.Start;
import org.refers.training.compute.Compute;
import org.refers.training.run.FinetuneRequest;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunRequest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The command that the window shows must ask the engine for the very run that the window starts. */
class RunCommandLineTest {

    @TempDir
    private Path folder;

    private final List<RunRequest> asked = new ArrayList<>();
    private final RunLauncher launcher = (request, events) -> {
        asked.add(request);
        throw new IllegalStateException("only asked");
    };

    private RunRequest byCommand(RunPlan plan) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Cli.Processes processes = new Cli.Processes(launcher, (request, news) -> {
            throw new AssertionError("no probe");
        }, request -> {
            throw new AssertionError("no view");
        });
        new Cli(new Console(nowhere, nowhere), new FaultLog(folder.resolve("log")), processes, (workspace, runs) -> 0)
                .run(RunCommandLine.arguments(plan).toArray(String[]::new));
        return asked.removeLast();
    }

    private void assertSame(RunPlan plan) {
        RunRequest mine = new RunRequests(new Compute("auto", "auto", folder)).of(plan);
        RunRequest theirs = byCommand(plan);
        assertEquals(mine.workspace(), theirs.workspace());
        assertEquals(mine.run(), theirs.run());
        assertEquals(mine.recipe(), theirs.recipe());
        assertEquals(mine.resume(), theirs.resume());
        assertEquals(mine.compute().device(), theirs.compute().device());
        if (mine instanceof PretrainRequest pretrain && theirs instanceof PretrainRequest other) {
            assertEquals(pretrain.architecture(), other.architecture());
            assertEquals(pretrain.init(), other.init());
        } else if (mine instanceof FinetuneRequest finetune && theirs instanceof FinetuneRequest other) {
            assertEquals(finetune.task(), other.task());
            assertEquals(finetune.init(), other.init());
            assertEquals(finetune.labelRatio(), other.labelRatio());
        } else {
            throw new AssertionError(mine + " and " + theirs);
        }
    }

    @Test
    void theCommandAsksForTheSameRun() {
        Path studies = Path.of("my studies");
        assertSame(new RunPlan(Kind.PRETRAIN, studies, Path.of("runs/a"), "released", "small", "paper", Map.of("lr",
                "0.1", "mask_words", "covid,sars"), Finetuning.DEFAULT, Start.NEW));
        assertSame(new RunPlan(Kind.PRETRAIN, studies, Path.of("runs/a"), "paper", "tiny", "demo", Map.of(),
                Finetuning.DEFAULT, new Start(List.of(Path.of("vit.safetensors"), Path.of("runs/b")), "cpu", true)));
        assertSame(new RunPlan(Kind.FINETUNE, studies, Path.of("runs/a"), "paper", "base", "released", Map.of(),
                new Finetuning("mass,nodule", 0.1), new Start(List.of(), "cuda:0", false)));
        assertSame(new RunPlan(Kind.FINETUNE, studies, Path.of("runs/a"), "paper", "tiny", "demo", Map.of("seed", "3"),
                Finetuning.DEFAULT, new Start(List.of(Path.of("runs/b")), "auto", false)));
    }

    @Test
    void wordsThatAShellWouldReadOtherwiseAreQuoted() {
        RunPlan plan = new RunPlan(Kind.PRETRAIN, Path.of("my studies"), Path.of("it's"), "paper", "tiny", "demo",
                Map.of(), Finetuning.DEFAULT, Start.NEW);
        assertEquals(
                "refers pretrain --workspace 'my studies' --run 'it'\\''s' --preset paper --size tiny --recipe demo",
                RunCommandLine.line(plan));
    }
}

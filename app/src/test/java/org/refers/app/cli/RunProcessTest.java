package org.refers.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.Launcher;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.error.FaultLog;
import org.refers.app.machine.ProbeHere;
import org.refers.app.training.RunEntry;
import org.refers.app.training.TrainingEngine.RunControl;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.compute.Compute;
import org.refers.training.run.Architecture;
import org.refers.training.run.ChildCommand;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.ProcessLauncher;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RunHandle;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunSummary;
import org.refers.training.run.TrainingEvent;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.run.TrainingEvent.RunStarted;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs in processes of their own: watched, stopped, killed, and left alone by whoever started them. */
class RunProcessTest {

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private final List<TrainingEvent> events = new CopyOnWriteArrayList<>();
    private final List<RunControl> followers = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeWorkspace() throws Exception {
        SampleStudies.write(new SampleRequest(shared.resolve("samples"), 16, 5, 1), (done, total) -> {
        });
        try (Workspace workspace = Workspace.openOrCreate(shared.resolve("workspace"))) {
            Importers.run(ImportRequest.of(shared.resolve("samples"), ImportRequest.AUTO), workspace,
                    ImportProgress.NONE);
        }
    }

    private static RunLauncher launcher() {
        return new ProcessLauncher(ChildCommand.of(Launcher.class.getName(), RunChildCommand.NAME));
    }

    private PretrainRequest request(String run, int steps, boolean resume) {
        Recipe recipe = new RecipeFiles().find("demo", Purpose.PRETRAIN).withAssignment("max_steps=" + steps)
                .withAssignment("batch_size=4").withAssignment("report_words=200").withAssignment("text_words=200")
                .withAssignment("checkpoint_every=2");
        return new PretrainRequest(shared.resolve("workspace"), folder.resolve(run),
                new Architecture(Preset.PAPER, Size.TINY), recipe, List.of(), resume,
                new Compute("cpu", "1", folder.resolve("cache")));
    }

    private long steps(Path run) throws IOException {
        Path metrics = run.resolve("metrics.jsonl");
        return Files.exists(metrics)
                ? Files.readString(metrics).lines().filter(line -> line.contains("\"step\",")).count()
                : 0;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            Thread.sleep(20);
        }
    }

    private interface Condition {

        boolean holds() throws Exception;
    }

    /** Processes of tests before this one, such as one that decodes and is kept for the next picture. */
    private final Set<Long> others = ProcessHandle.current().children().map(ProcessHandle::pid)
            .collect(Collectors.toSet());

    private Optional<ProcessHandle> child() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive)
                .filter(process -> !others.contains(process.pid())).findFirst();
    }

    @Test
    void aRunTellsItsEventsAndItsSummary() throws Exception {
        RunSummary summary = launcher().start(request("a", 4, false), events::add).await();
        assertEquals(4, summary.steps());
        assertTrue(summary.loss().isPresent() && !summary.stopped());
        assertEquals(4, events.stream().filter(StepFinished.class::isInstance).count());
        assertTrue(child().isEmpty(), "no process is left");
    }

    @Test
    void aStopReachesTheProcess() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        RunHandle handle = launcher().start(request("a", 100_000, false), event -> {
            if (event instanceof StepFinished) {
                begun.countDown();
            }
        });
        assertTrue(begun.await(90, TimeUnit.SECONDS));
        handle.stop();
        RunSummary summary = handle.await();
        assertTrue(summary.stopped() && summary.steps() >= 1, summary::toString);
        assertTrue(Files.isRegularFile(folder.resolve("a/last")));
    }

    @Test
    void aKilledProcessIsToldInASentenceAndItsRunGoesOn() throws Exception {
        RunHandle handle = launcher().start(request("a", 100_000, false), event -> {
        });
        await(() -> steps(folder.resolve("a")) >= 5);
        child().orElseThrow().destroyForcibly();
        TrainingException failed = assertThrows(TrainingException.class, handle::await);
        assertTrue(failed.sentence().startsWith(
                "The process of " + folder.resolve("a") + " ended by itself (exit code "), failed::sentence);
        assertTrue(failed.sentence().endsWith("resume the run."), failed::sentence);
        long reached = steps(folder.resolve("a"));
        assertEquals(reached + 2,
                launcher().start(request("a", (int) reached + 2, true), events::add).await().steps());
    }

    @Test
    void aRunOutlivesWhoeverStartedIt() throws Exception {
        ProcessBuilder owner = new ProcessBuilder(ChildCommand.of(Owner.class.getName(), shared.toString(),
                folder.toString())).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process program = owner.start();
        Path run = folder.resolve("a");
        await(() -> steps(run) >= 3);
        ProcessHandle orphan = program.toHandle().children().findFirst().orElseThrow();
        program.destroyForcibly().waitFor();
        long then = steps(run);
        await(() -> !orphan.isAlive());
        assertTrue(then < 60, "the run was not over when its owner died: " + then);
        assertEquals(60, steps(run));
        assertTrue(Files.readString(run.resolve("log.txt")).contains("finished at step 60"));
    }

    /** A program that starts a run and is killed. */
    static final class Owner {

        private Owner() {
        }

        public static void main(String[] arguments) throws Exception {
            RunProcessTest test = new RunProcessTest();
            shared = Path.of(arguments[0]);
            test.folder = Path.of(arguments[1]);
            launcher().start(test.request("a", 60, false), event -> {
            }).await();
        }
    }

    @Test
    void aRunOfAnotherProcessIsFoundFollowedAndStopped() throws Exception {
        Path run = folder.resolve("a");
        RunHandle handle = launcher().start(request("a", 100_000, false), event -> {
        });
        await(() -> steps(run) >= 4);
        LauncherTrainingEngine window = new LauncherTrainingEngine(launcher(),
                new Compute("cpu", "1", folder.resolve("cache")));
        RunEntry found = window.runs(folder).getFirst();
        assertEquals(RunEntry.State.RUNNING, found.state());
        RunControl follower = window.follow(run, event -> {
            events.add(event);
            if (event instanceof StepFinished step && step.step() == 8) {
                followers.getFirst().stop();
            }
        });
        followers.add(follower);
        follower.await();
        assertTrue(handle.await().stopped());
        assertTrue(events.getFirst() instanceof RunStarted started && started.device().equals("cpu with 1 thread")
                && started.totalSteps() == 100_000, events.getFirst()::toString);
        assertTrue(events.stream().anyMatch(event -> event instanceof StepFinished step && step.secondsLeft() > 0));
        List<Long> steps = events.stream().filter(StepFinished.class::isInstance)
                .map(event -> ((StepFinished) event).step()).toList();
        assertEquals(1, steps.getFirst());
        assertEquals(steps.size(), steps.getLast(), "every step once");
        assertTrue(events.getLast() instanceof RunFinished finished && finished.stopped());
        assertEquals(RunEntry.State.STOPPED, window.runs(folder).getFirst().state());
        assertFalse(Files.exists(run.resolve(".stop")) || Files.exists(run.resolve(".owner")));
    }

    /** What closing the window does to whoever waits: the run is not its waiter's. */
    @Test
    void whoeverWaitsMayLeave() throws Exception {
        Path run = folder.resolve("a");
        RunHandle handle = launcher().start(request("a", 40, false), event -> {
        });
        await(() -> steps(run) >= 2);
        Thread.currentThread().interrupt();
        TrainingException left = assertThrows(TrainingException.class, handle::await);
        assertTrue(Thread.interrupted());
        assertTrue(left.sentence().endsWith("the run goes on."), left::sentence);
        assertEquals(40, handle.await().steps());
    }

    @Test
    void aFollowedRunThatIsKilledIsToldAsSuch() throws Exception {
        Path run = folder.resolve("a");
        RunHandle handle = launcher().start(request("a", 100_000, false), event -> {
        });
        await(() -> steps(run) >= 2);
        LauncherTrainingEngine window = new LauncherTrainingEngine(launcher(),
                new Compute("cpu", "1", folder.resolve("cache")));
        ProcessHandle child = child().orElseThrow();
        RunControl follower = window.follow(run, event -> child.destroyForcibly());
        TrainingException failed = assertThrows(TrainingException.class, follower::await);
        assertTrue(failed.sentence().contains("ended by itself"), failed::sentence);
        assertThrows(TrainingException.class, handle::await);
        assertEquals(RunEntry.State.FAILED, window.runs(folder).getFirst().state());
    }

    /** Two runs on one device: the second says whom it waits for, and begins when the first has ended. */
    @Test
    void aSecondRunWaitsForTheFirst() throws Exception {
        RunHandle first = launcher().start(request("a", 100_000, false), event -> {
        });
        await(() -> steps(folder.resolve("a")) >= 2);
        RunHandle second = launcher().start(request("b", 2, false), events::add);
        await(() -> events.stream().anyMatch(event -> event instanceof Notice(String message)
                && message.equals("Waiting for cpu: another run uses it.")));
        assertEquals(0, steps(folder.resolve("b")));
        first.stop();
        assertEquals(2, second.await().steps());
        assertTrue(first.await().stopped());
    }

    @Test
    void aRequestThatCannotBeDoneIsToldAsInThisProcess() {
        PretrainRequest request = request("a", 4, false);
        TrainingException failed = assertThrows(TrainingException.class,
                () -> launcher().start(new PretrainRequest(folder.resolve("none"), request.run(),
                        request.architecture(), request.recipe(), List.of(), false, request.compute()), events::add)
                        .await());
        assertEquals(TrainingException.Kind.INPUT, failed.kind());
        assertTrue(failed.sentence().contains("There is no workspace"), failed::sentence);
        assertFalse(Files.exists(folder.resolve("a")));
    }

    @Test
    void theCommandLineStartsAProcess() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        int exit = new Cli(console, new FaultLog(folder.resolve("refers.log")),
                new Cli.Processes(launcher(), new ProbeHere()), (workspace, runs) -> 0)
                .run("pretrain", "--workspace", shared.resolve("workspace").toString(), "--run",
                        folder.resolve("a").toString(), "--recipe", "demo", "--device", "cpu", "--threads", "1",
                        "--set", "max_steps=2", "batch_size=4", "report_words=200", "text_words=200", "--json");
        assertEquals(0, exit);
        assertEquals(2, new ObjectMapper().readTree(out.toByteArray()).get("steps").asInt());
    }
}

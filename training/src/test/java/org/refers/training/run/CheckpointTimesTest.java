package org.refers.training.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.run.Machine.Moment;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.TrainingEvent.CheckpointWritten;
import org.refers.training.run.TrainingEvent.StepFinished;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** By a clock that the test turns: whenever a run is cut off, no more than ten minutes of work are lost. */
class CheckpointTimesTest {

    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    private Path folder;

    private TestWorkspace workspace;
    private long now;
    /** Times at which steps and validations ended, and the work that was on no disk just before the next save. */
    private long oldestUnsaved = -1;
    private long mostLost;
    private final List<Long> saved = new ArrayList<>();

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(8, 4, 2);
    }

    /** Work is lost from the moment on at which it began. */
    private void work(long nanos) {
        oldestUnsaved = oldestUnsaved < 0 ? now : oldestUnsaved;
        now += nanos;
        mostLost = Math.max(mostLost, now - oldestUnsaved);
    }

    private void run(LongUnaryOperator step, long validation, RunRequest request) throws TrainingException {
        Machine machine = new Machine(() -> now, new GivenMemory(OptionalLong.empty()), (moment, number, items) -> {
            if (moment == Moment.MICRO_BATCH) {
                work(step.applyAsLong(number));
            } else if (moment == Moment.VALIDATION) {
                work(validation);
            }
        });
        new RunStarter(machine).run(request, event -> {
            if (event instanceof CheckpointWritten written) {
                oldestUnsaved = -1;
                saved.add(written.step());
            }
        }, () -> false);
    }

    private PretrainRequest request(String run, String validateEvery) {
        return workspace.pretrain(run, "batch_size=4", "max_steps=12", "validate_every=" + validateEvery,
                "report_words=120", "text_words=120", "checkpoint_minutes=10", "checkpoint_every=0");
    }

    @Test
    void thePapersRecipeSavesEveryTenMinutesAsItIs() {
        for (Purpose purpose : Purpose.values()) {
            for (String name : RecipeFiles.NAMES) {
                double minutes = new RecipeFiles().find(name, purpose).number(RecipeKey.CHECKPOINT_MINUTES);
                assertTrue(minutes > 0 && minutes <= 10, name);
            }
        }
    }

    @Test
    void slowStepsAreSavedInTime() throws Exception {
        run(step -> 4 * MINUTE, 0, request("a", "1000"));
        assertEquals(8 * MINUTE, mostLost, "the third step would end after twelve minutes");
    }

    @Test
    void stepsOfUnequalLengthAreSavedInTime() throws Exception {
        run(step -> (step % 3 + 1) * MINUTE, 0, request("a", "1000"));
        assertTrue(mostLost <= 10 * MINUTE, () -> "lost " + mostLost / MINUTE);
    }

    /** Nothing can be saved in the middle of a step; after each of them there is a checkpoint. */
    @Test
    void stepsLongerThanTheLimitAreSavedEach() throws Exception {
        run(step -> 15 * MINUTE, 0, request("a", "1000"));
        assertEquals(15 * MINUTE, mostLost);
        assertEquals(12, saved.stream().distinct().count());
    }

    /** Steps of a minute, and a validation of eight after every fifth: 13 minutes together. */
    @Test
    void aLongValidationIsSavedBefore() throws Exception {
        run(step -> MINUTE, 8 * MINUTE, request("a", "5"));
        assertTrue(mostLost <= 10 * MINUTE, () -> "lost " + mostLost / MINUTE);
    }

    @Test
    void fastStepsAreNotSavedOftener() throws Exception {
        run(step -> 2 * MINUTE, 0, request("a", "1000"));
        assertEquals(List.of(5L, 10L, 12L), saved.stream().distinct().toList());
    }

    /** Cut off in the validation, which is then done by whoever goes on: nothing is different from a run without a break. */
    @Test
    void aValidationThatWasCutOffIsDoneAgain() throws Exception {
        run(step -> MINUTE, 8 * MINUTE, request("whole", "8"));
        List<String> metrics = new ArrayList<>();
        Machine cut = new Machine(() -> now, new GivenMemory(OptionalLong.empty()), (moment, number, items) -> {
            now += moment == Moment.MICRO_BATCH ? MINUTE : 0;
            if (moment == Moment.VALIDATION && number == 8) {
                throw new IllegalStateException("killed");
            }
        });
        try {
            new RunStarter(cut).run(request("cut", "8"), event -> metrics.add(event.toString()), () -> false);
        } catch (IllegalStateException killed) {
            assertEquals("killed", killed.getMessage());
        }
        assertTrue(Files.readString(folder.resolve("cut/checkpoints/step-000008/state.json"))
                .contains("\"validation_due\" : true"));
        new RunStarter().run(workspace.resumed("cut"), event -> {
        }, () -> false);
        assertEquals(lines("whole"), lines("cut"));
        assertEquals(-1, Files.mismatch(folder.resolve("whole/best"), folder.resolve("cut/best")));
    }

    private List<String> lines(String run) throws Exception {
        return Files.readAllLines(folder.resolve(run).resolve("metrics.jsonl")).stream()
                .map(line -> line.replaceAll(",?\"images_per_second\".*", "")).toList();
    }

    @Test
    void aFinishedRunIsLeftAlone() throws Exception {
        run(step -> MINUTE, 0, request("a", "8"));
        byte[] metrics = Files.readAllBytes(folder.resolve("a/metrics.jsonl"));
        byte[] log = Files.readAllBytes(folder.resolve("a/log.txt"));
        List<TrainingEvent> events = new ArrayList<>();
        RunSummary again = new RunStarter().run(workspace.resumed("a"), events::add, () -> false);
        assertTrue(events.stream().anyMatch(event -> event.toString().contains("The run is finished")));
        assertEquals(12, again.steps());
        assertTrue(again.loss().isPresent() && again.validationLoss().isPresent() && !again.stopped());
        assertTrue(Arrays.equals(metrics, Files.readAllBytes(folder.resolve("a/metrics.jsonl"))));
        assertTrue(Arrays.equals(log, Files.readAllBytes(folder.resolve("a/log.txt"))));
        RunSummary longer = new RunStarter().run(workspace.resumed("a", "max_steps=13"), events::add, () -> false);
        assertEquals(13, longer.steps());
        assertTrue(events.stream().anyMatch(event -> event instanceof StepFinished step && step.step() == 13));
    }

    @Test
    void aFinishedFineTuningTellsItsResultAgain() throws Exception {
        FinetuneRequest request = workspace.finetune("f", "random", "batch_size=4", "max_steps=3", "explain_maps=none");
        RunSummary first = new RunStarter().run(request, event -> {
        }, () -> false);
        RunSummary again = new RunStarter().run(
                new FinetuneRequest(request.workspace(), request.run(), request.task(), request.init(), 1,
                        request.architecture(), workspace.resumed("f").recipe(), true, request.compute()),
                event -> {
                }, () -> false);
        assertEquals(first.test(), again.test());
        assertEquals(1, Files.readAllLines(folder.resolve("f/metrics.jsonl")).stream()
                .filter(line -> line.contains("\"finished\"")).count());
    }
}

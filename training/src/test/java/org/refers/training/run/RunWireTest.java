package org.refers.training.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.compute.Compute;
import org.refers.training.device.MemoryUse;
import org.refers.training.metric.Evaluation;
import org.refers.training.metric.FindingResult;
import org.refers.training.metric.Interval;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RunWire.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RunWireTest {

    private static final Compute COMPUTE = new Compute("auto", "2", Path.of("cache"));

    static List<TrainingEvent> events() {
        return List.of(new TrainingEvent.RunStarted("a", "pretrain", "cpu with 1 thread", 3, 9),
                new TrainingEvent.StepFinished(4, 9, 1.5, Map.of("language", 0.1), 3e-3, 0.25, 80.5, 0.25, -1, 4,
                        new MemoryUse(OptionalLong.of(5_000_000_000L), OptionalLong.empty())),
                new TrainingEvent.ValidationFinished(4, Double.NaN, Map.of("auroc", 0.75, "contrast", 2.0)),
                new TrainingEvent.CheckpointWritten(4, "step-000004", true),
                new TrainingEvent.Notice("Line one.\nLine \"two\", ünïcode."),
                new TrainingEvent.RunFinished(9, false, Map.of()), new TrainingEvent.RunFailed(-1, "No disk."));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventArrivesAsItWasSent(TrainingEvent event) {
        String line = RunWire.event(event);
        assertEquals(1, line.lines().count());
        assertEquals(Optional.of(new Answer.Event(event)), RunWire.answer(line));
    }

    @Test
    void everyKindOfEventIsTried() {
        assertEquals(TrainingEvent.class.getPermittedSubclasses().length,
                events().stream().map(Object::getClass).distinct().count());
    }

    @Test
    void requestsArriveWithTheOriginOfEveryValue() {
        Recipe recipe = new RecipeFiles().find("demo", Purpose.PRETRAIN).with(RecipeKey.MAX_STEPS, "7")
                .with(RecipeKey.MASK_WORDS, "covid,sars");
        PretrainRequest pretrain = new PretrainRequest(Path.of("w s"), Path.of("../runs/ü"),
                new Architecture(Preset.RELEASED, Size.SMALL), recipe, List.of(Path.of("bert"), Path.of("vit")), true,
                COMPUTE);
        PretrainRequest arrived = (PretrainRequest) RunWire.request(RunWire.request(pretrain));
        assertEquals(recipe.settings(), arrived.recipe().settings());
        assertEquals(recipe.name(), arrived.recipe().name());
        assertEquals(List.of(pretrain.workspace(), pretrain.run(), pretrain.architecture(), pretrain.init(),
                pretrain.resume(), pretrain.compute()),
                List.of(arrived.workspace(), arrived.run(), arrived.architecture(), arrived.init(), arrived.resume(),
                        arrived.compute()));
        FinetuneRequest finetune = new FinetuneRequest(Path.of("w"), Path.of("r"), "findings", "random", 0.1,
                new Architecture(Preset.PAPER, Size.TINY), recipe.asked(Set.of(Choice.TASK, Choice.LABEL_RATIO)), false,
                COMPUTE);
        FinetuneRequest other = (FinetuneRequest) RunWire.request(RunWire.request(finetune));
        assertEquals(List.of("findings", "random", 0.1), List.of(other.task(), other.init(), other.labelRatio()));
        assertEquals(finetune.recipe().asked(), other.recipe().asked());
    }

    @Test
    void summariesAndFailuresArrive() {
        SequencedMap<String, FindingResult> findings = new LinkedHashMap<>();
        findings.put("nodule", new FindingResult(9, 0, OptionalDouble.empty(), Optional.empty(),
                OptionalDouble.empty(), Optional.empty()));
        findings.put("mass", new FindingResult(9, 3, OptionalDouble.of(0.5), Optional.of(new Interval(0.1, 0.9)),
                OptionalDouble.of(0.4), Optional.empty()));
        RunSummary summary = new RunSummary(Path.of("r"), 12, OptionalDouble.empty(), OptionalDouble.of(0.1),
                OptionalDouble.of(0.2), 55, false, Optional.of(new RunSummary.TestResult("findings",
                        new Evaluation(findings, OptionalDouble.of(0.5), Optional.of(new Interval(0.2, 0.8)),
                                OptionalDouble.empty()),
                        100, 9)));
        assertEquals(Optional.of(new Answer.Summary(summary)), RunWire.answer(RunWire.summary(summary)));
        for (TrainingException failure : List.of(TrainingException.input("No key."), TrainingException.fault("No disk.",
                new IllegalStateException("/a/path")))) {
            Answer.Failure arrived = (Answer.Failure) RunWire.answer(RunWire.failure(failure)).orElseThrow();
            assertEquals(failure.kind(), arrived.failure().kind());
            assertEquals(failure.sentence(), arrived.failure().sentence());
        }
    }

    /** Seen with an installed program: its launcher took its own mark in the environment for a second start of itself. */
    @Test
    void theInstalledLaunchersMarkIsNotHandedOn() {
        Map<String, String> environment = new LinkedHashMap<>(
                Map.of("_JPACKAGE_LAUNCHER", "1", "MALLOC_ARENA_MAX", "4", "HOME", "/home"));
        ChildCommand.prepare(environment);
        assertEquals(Map.of("MALLOC_ARENA_MAX", "4", "MALLOC_TRIM_THRESHOLD_", "536870912", "MALLOC_MMAP_THRESHOLD_",
                "536870912", "OPENBLAS_NUM_THREADS", "1", "HOME", "/home"), environment);
    }

    @Test
    void otherLinesAreNoAnswersAndNoRequests() {
        for (String line : List.of("", "INFO: loading", "{\"event\":", "[1]", "{\"event\":{\"type\":\"Exit\"}}",
                "{\"failure\":{\"kind\":\"X\"}}")) {
            assertEquals(Optional.empty(), RunWire.answer(line), line);
            assertThrows(IllegalArgumentException.class, () -> RunWire.request(line), line);
        }
    }
}

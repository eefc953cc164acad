package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.training.panel.PanelFolder;
import org.refers.training.panel.PanelStep;
import org.refers.training.panel.PanelStudy;
import org.refers.training.run.Machine.Moment;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.store.RunFolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a run keeps of its panel, and that nobody's training is any different for it. */
class StudyPanelTest {

    private static final String[] SETTINGS = {"batch_size=4", "max_steps=6", "validate_every=2", "dropout=0.1",
        "panel_studies=3", "panel_every=1"};

    @TempDir
    private Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(10, 6, 2);
    }

    private static String[] and(String... settings) {
        return Stream.concat(Stream.of(SETTINGS), Stream.of(settings)).toArray(String[]::new);
    }

    private PretrainRequest pretrain(String run, String... settings) {
        return workspace.pretrain(run, and(Stream.concat(Stream.of("report_words=120", "text_words=120"),
                Stream.of(settings)).toArray(String[]::new)));
    }

    private static void run(RunRequest request) throws TrainingException {
        new RunStarter().run(request, event -> {
        }, () -> false);
    }

    private static void stopAt(long last, RunRequest request) throws TrainingException {
        AtomicBoolean stop = new AtomicBoolean();
        new RunStarter().run(request, event -> {
            if (event instanceof StepFinished step && step.step() == last) {
                stop.set(true);
            }
        }, stop::get);
    }

    private Map<String, String> panel(String run, String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> inside = Files.list(folder.resolve(run).resolve(name))) {
            for (Path file : inside.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private List<PanelStep> steps(String run) throws IOException {
        PanelFolder panel = PanelFolder.find(folder.resolve(run));
        List<PanelStep> steps = new ArrayList<>();
        for (long step : panel.steps()) {
            steps.add(panel.read(step));
        }
        return steps;
    }

    private List<String> losses(String run) throws IOException {
        List<String> losses = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(run).resolve(RunFolder.METRICS))) {
            JsonNode node = new ObjectMapper().readTree(line);
            losses.add(node.path("event") + " " + node.path("step") + " " + (node.has("loss") ? node.path("loss") : "")
                    + " " + node.path("gradient_norm"));
        }
        return losses;
    }

    private void assertSameWeights(String one, String other) throws IOException {
        String model = "checkpoints/step-000006/model.safetensors";
        assertEquals(-1, Files.mismatch(folder.resolve(one).resolve(model), folder.resolve(other).resolve(model)));
    }

    @Test
    void preTrainingLearnsTheSameWithThePanelAndWithout() throws Exception {
        run(pretrain("with"));
        run(pretrain("without", "panel_studies=0"));
        assertEquals(losses("without"), losses("with"));
        assertSameWeights("with", "without");
        assertTrue(Files.notExists(folder.resolve("without/reports")));

        List<PanelStep> steps = steps("with");
        assertEquals(List.of(0L, 2L, 4L, 6L), steps.stream().map(PanelStep::step).toList());
        Set<String> validation = new HashSet<>();
        try (Workspace open = Workspace.open(workspace.folder())) {
            open.studies(Split.VALIDATION).stream().map(StudyEntry::id).forEach(validation::add);
        }
        List<String> first = steps.getFirst().studies().stream().map(PanelStudy::study).toList();
        assertEquals(3, new HashSet<>(first).size());
        assertTrue(validation.containsAll(first));
        for (PanelStep step : steps) {
            assertEquals(first, step.studies().stream().map(PanelStudy::study).toList(), "fixed for the run");
            step.studies().forEach(study -> {
                PanelStudy.Written written = (PanelStudy.Written) study;
                assertTrue(written.tokens() > 0 && written.logProbability() < 0 && !written.radiographs().isEmpty(),
                        study::toString);
            });
        }
        assertNotEquals(steps.getFirst().studies(), steps.getLast().studies(), "six steps change what is written");
        assertTrue(Files.readString(folder.resolve("with").resolve(RunFolder.LOG))
                .contains("Looking at the panel of 3 studies took "));
    }

    @Test
    void fineTuningLearnsTheSameWithThePanelAndWithout() throws Exception {
        run(workspace.finetune("with", FinetuneRequest.RANDOM, and()));
        run(workspace.finetune("without", FinetuneRequest.RANDOM, and("panel_studies=0")));
        assertEquals(losses("without"), losses("with"));
        assertSameWeights("with", "without");

        List<PanelStep> steps = steps("with");
        assertEquals(List.of(0L, 2L, 4L, 6L), steps.stream().map(PanelStep::step).toList());
        for (PanelStep step : steps) {
            for (PanelStudy study : step.studies()) {
                PanelStudy.Mapped mapped = (PanelStudy.Mapped) study;
                assertEquals(FindingLabel.PRESENT, mapped.label(), "what a reader boxed comes first");
                assertTrue(mapped.probability() > 0 && mapped.probability() < 1 && mapped.map().grid() == 8
                        && mapped.map().rows() == 64 && mapped.map().geometry().inputSize() == 64, mapped::toString);
            }
        }
        List<String> findings = steps.getFirst().studies().stream()
                .map(study -> ((PanelStudy.Mapped) study).map().finding()).toList();
        assertTrue(findings.containsAll(List.of("consolidation", "effusion")), "a finding each, as far as they reach");
    }

    @Test
    void aStoppedRunGoesOnWithTheSamePanel() throws Exception {
        run(pretrain("whole"));
        stopAt(3, pretrain("parts"));
        run(workspace.resumed("parts"));
        assertEquals(panel("whole", "reports"), panel("parts", "reports"));

        run(workspace.finetune("whole-finetune", FinetuneRequest.RANDOM, and()));
        stopAt(3, workspace.finetune("parts-finetune", FinetuneRequest.RANDOM, and()));
        FinetuneRequest again = workspace.finetune("parts-finetune", FinetuneRequest.RANDOM, and());
        run(new FinetuneRequest(again.workspace(), again.run(), again.task(), again.init(), again.labelRatio(),
                again.architecture(), again.recipe(), true, again.compute()));
        assertEquals(panel("whole-finetune", "explain"), panel("parts-finetune", "explain"));
    }

    @Test
    void looksLieAFortiethApartAndTheLastStepAlwaysHasOne() throws Exception {
        run(pretrain("a", "max_steps=7", "panel_every=3"));
        // Validations are at 2, 4, 6 and 7: 2 and 6 are too near to a look.
        assertEquals(List.of(0L, 4L, 7L), steps("a").stream().map(PanelStep::step).toList());
        Recipe recipe = new RecipeFiles().find("paper", Recipe.Purpose.PRETRAIN);
        assertEquals(7500, StudyPanel.leastSteps(recipe));
        assertEquals(1, StudyPanel.leastSteps(recipe.withAssignment("max_steps=5")));
    }

    @Test
    void whereMemoryDoesNotHoldALookTheRunGoesOn() throws Exception {
        List<TrainingEvent> events = new ArrayList<>();
        PretrainRequest request = pretrain("a");
        Machine small = new Machine(System::nanoTime, new GivenMemory(OptionalLong.empty()), (moment, step, items) -> {
            if (moment == Moment.LOOK && step == 4) {
                throw new OutOfMemoryError("for the test");
            }
        });
        RunSummary summary = new RunStarter(small).run(request, events::add, () -> false);
        assertEquals(6, summary.steps());
        assertFalse(steps("a").stream().anyMatch(step -> step.step() == 4));
        assertTrue(events.contains(new TrainingEvent.Notice(
                "Memory did not hold a look at the panel in step 4; fewer panel_studies need less.")));
    }

    @Test
    void aLargerPanelBeginsWithTheSmallerOne() {
        Recipe recipe = new RecipeFiles().find("demo", Recipe.Purpose.PRETRAIN);
        int[] four = ReportPanel.choose(50, recipe.withAssignment("panel_studies=4"));
        int[] nine = ReportPanel.choose(50, recipe.withAssignment("panel_studies=9"));
        assertEquals(9, Arrays.stream(nine).distinct().count());
        assertEquals(-1, Arrays.mismatch(four, Arrays.copyOf(nine, 4)));
        assertEquals(3, ReportPanel.choose(3, recipe).length, "no more than there are");
        assertEquals(0, ReportPanel.choose(3, recipe.withAssignment("panel_studies=0")).length);
    }
}

package org.refers.app.assistant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.refers.app.assistant.DevicePane.Amounts;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.NoticeBoard;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.app.training.RunAdvisor;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.LeakSummary;
import org.refers.training.run.RecipeKey;
import org.refers.training.run.RunData;
import org.refers.training.run.RunData.Side;
import org.refers.training.run.RunEstimate;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AssistantViewModelTest {

    private static final RunEstimate ESTIMATE = new RunEstimate(
            new RunEstimate.Memory(5, OptionalLong.of(9), false, Map.of(), Optional.empty(), Optional.empty()),
            new RunEstimate.Disk(1, 4, OptionalLong.empty(), 3, Optional.empty()), 7);

    private final NoticeBoard board = new NoticeBoard();
    private final Scripted advisor = new Scripted();
    private final RunFormViewModel form = new RunFormViewModel();
    private final ObservableList<RunEntry> entries = FXCollections.observableArrayList();
    private Optional<Path> workspace = Optional.of(Path.of("ws"));
    private AssistantViewModel model;

    /** Says what the test laid out, and counts how often it is asked to count. */
    private static final class Scripted implements RunAdvisor {

        private final List<RunPlan> counted = new ArrayList<>();
        private final List<RunPlan> estimated = new ArrayList<>();
        private Optional<Exception> fault = Optional.empty();
        private Optional<Exception> noEstimate = Optional.empty();
        private Optional<String> lacks = Optional.empty();

        @Override
        public Optional<String> problem(String key, String value) {
            return RecipeKey.of(key).problem(value);
        }

        @Override
        public RecipeSheet sheet(String recipe, Kind kind) {
            if (recipe.equals("broken.yaml")) {
                throw new IllegalArgumentException("broken.yaml: lrate is no key");
            }
            return new RecipeSheet(recipe, List.of(new RecipeSheet.Group("steps", List.of(field("max_steps", "2250"),
                    field("lr", "3e-3")))));
        }

        private static RecipeField field(String key, String value) {
            return new RecipeField(key, value, "a reason", value, "a reason", "a number", List.of(), false, true);
        }

        @Override
        public RunData data(RunPlan plan) throws Exception {
            if (fault.isPresent()) {
                throw fault.get();
            }
            counted.add(plan);
            return new RunData(9, new Side(5, 6), new Side(2, 2), new Side(1, 1), 12, List.of(),
                    new LeakSummary(0, 12, true, 0, 0), lacks);
        }

        @Override
        public DeviceOffers devices() {
            return new DeviceOffers(List.of(new DeviceOffer("auto", ""), new DeviceOffer("cpu", "")),
                    Optional.empty());
        }

        @Override
        public RunEstimate estimate(RunPlan plan, RunData data) throws Exception {
            if (noEstimate.isPresent()) {
                throw noEstimate.get();
            }
            estimated.add(plan);
            return ESTIMATE;
        }

        @Override
        public Optional<Pace> pace(RunPlan plan) {
            return Optional.of(new Pace("before", 0.1, true));
        }

        @Override
        public void keepRecipe(RunPlan plan, Path file) throws IOException {
            throw new IOException("the disk is full");
        }
    }

    @BeforeEach
    void makeAssistant() {
        CurrentThreadTasks tasks = new CurrentThreadTasks();
        model = new AssistantViewModel(Texts.english(),
                new AssistantViewModel.Sources(form, advisor, () -> workspace,
                        () -> workspace.map(folder -> folder.resolve("runs")), entries),
                tasks, new ErrorReporter(new FaultLog(Path.of("target/unused.log")), Texts.english(), tasks,
                        new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put))));
        model.open();
    }

    private RunAdvisor.RecipeField field(String key) {
        return model.sheetProperty().get().orElseThrow().fields().stream().filter(one -> one.key().equals(key))
                .findFirst().orElseThrow();
    }

    @Test
    void everyStepLeadsToTheNextAndTheLastHasTheCommand() {
        List<AssistantStep> passed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            passed.add(model.stepProperty().get());
            model.next();
        }
        assertEquals(List.of(AssistantStep.METHOD, AssistantStep.DATA, AssistantStep.RECIPE, AssistantStep.DEVICE,
                AssistantStep.SUMMARY, AssistantStep.SUMMARY), passed);
        assertEquals(List.of(), model.missing());
        assertEquals("refers pretrain --workspace ws --run ws/runs/pretrain-1 --preset paper --size tiny --recipe demo",
                model.commandLine().orElseThrow());
        assertEquals(2250, model.steps());
        model.back();
        assertEquals(AssistantStep.DEVICE, model.stepProperty().get());
    }

    @Test
    void dataAreCountedOnceUntilSomethingChangesThatTheyDependOn() {
        model.next();
        assertEquals(1, advisor.counted.size());
        model.stepProperty().set(AssistantStep.DEVICE);
        form.deviceProperty().set("cpu");
        model.set(field("lr"), "1e-3");
        assertEquals(1, advisor.counted.size());
        assertEquals("cpu", advisor.estimated.getLast().start().device());
        form.setting("seed").set("7");
        model.set(field("lr"), "2e-3");
        assertEquals(2, advisor.counted.size());
        form.kindProperty().set(Kind.FINETUNE);
        assertEquals(3, advisor.counted.size());
        form.taskProperty().set("mass");
        assertEquals(4, advisor.counted.size());
        model.open();
        model.next();
        assertEquals(5, advisor.counted.size(), "what was imported meanwhile counts");
    }

    @Test
    void aChangedValueIsMarkedCheckedAndTakenBack() {
        model.stepProperty().set(AssistantStep.RECIPE);
        assertEquals("3e-3", model.value(field("lr")));
        model.set(field("lr"), " fast ");
        assertTrue(model.isChanged(field("lr")));
        assertEquals(List.of("lr takes a number from 0 to 100, not 'fast'."), model.missing(AssistantStep.RECIPE));
        assertEquals(model.problem(field("lr")), Optional.of(model.missing().getFirst()));
        assertEquals(Optional.empty(), model.commandLine());
        model.set(field("lr"), "1e-3");
        assertTrue(model.commandLine().orElseThrow().endsWith(" --set lr=1e-3"));
        model.set(field("lr"), "3e-3");
        assertFalse(model.isChanged(field("lr")), "the recipe's own value is no change");
        model.set(field("max_steps"), "7");
        model.resetAll();
        assertEquals(Map.of(), form.changed());
    }

    @Test
    void whatIsMissingIsSaidByStep() {
        entries.add(new RunEntry("pretrain-1", Path.of("runs/pretrain-1"), RunEntryPlans.PRETRAIN, 3, 10,
                RunEntry.State.STOPPED, OptionalDouble.empty(), "cpu", RunEntry.Facts.NONE));
        assertEquals(List.of("A run called pretrain-1 is there already; choose another name."), model.missing());
        form.nameProperty().set("a/b");
        assertTrue(model.missing(AssistantStep.METHOD).getFirst().startsWith("A run needs a name"));
        form.nameProperty().set("new");
        form.kindProperty().set(Kind.FINETUNE);
        form.labelRatioProperty().set("many");
        form.taskProperty().set(" ");
        assertEquals(2, model.missing(AssistantStep.DATA).size());
        form.labelRatioProperty().set("10 %");
        form.taskProperty().set("findings");
        advisor.lacks = Optional.of("There are no labels.");
        model.stepProperty().set(AssistantStep.DATA);
        assertEquals(List.of("There are no labels."), model.missing());
    }

    @Test
    void withoutAWorkspaceNothingIsCounted() {
        workspace = Optional.empty();
        model.stepProperty().set(AssistantStep.SUMMARY);
        assertEquals(List.of("Open a workspace first: a run needs its studies."), model.missing());
        assertEquals(0, advisor.counted.size());
        assertEquals(Optional.empty(), model.commandLine());
    }

    /** The folder may go while it is looked at. */
    @Test
    void aFaultIsASentenceAndTheNextLookTriesAgain() {
        advisor.fault = Optional.of(new WorkspaceException("there is no workspace in ws"));
        model.next();
        assertEquals(List.of("The data were not counted: there is no workspace in ws."), model.missing());
        advisor.fault = Optional.empty();
        model.next();
        model.next();
        assertEquals(List.of(), model.missing());

        advisor.noEstimate = Optional.of(new IllegalArgumentException("there is no model x"));
        form.deviceProperty().set("cpu");
        assertEquals(List.of("What the run needs is not known: there is no model x."), model.missing());
        assertTrue(model.outlook().data().isPresent(), "what was counted stays");
    }

    @Test
    void aRecipeThatCannotBeReadIsSaid() {
        form.recipeProperty().set("broken.yaml");
        assertEquals(List.of("The recipe cannot be used: broken.yaml: lrate is no key."),
                model.missing(AssistantStep.RECIPE));
        assertTrue(model.sheetProperty().get().isEmpty());
        form.recipeProperty().set("paper");
        assertEquals(List.of(), model.missing(AssistantStep.RECIPE));
    }

    @Test
    void aRecipeThatCannotBeKeptIsReported() {
        model.keepRecipe(Path.of("recipe.yaml"));
        assertTrue(board.notices().getFirst().sentence().startsWith("The recipe was not kept"));
    }

    @Test
    void anotherRunsSettingsAreTakenOverUnderANewName() {
        RunPlan tuned = new RunPlan(Kind.FINETUNE, Path.of("ws"), Path.of("runs/finetune-1"), "released", "small",
                "paper", Map.of("lr", "0.5"), new Finetuning("mass", 0.1),
                new RunPlan.Start(List.of(Path.of("/runs/pre")), "cpu", true));
        entries.add(new RunEntry("finetune-1", Path.of("runs/finetune-1"), tuned, 3, 10, RunEntry.State.FINISHED,
                OptionalDouble.empty(), "cpu", RunEntry.Facts.NONE));
        form.setting("seed").set("99");
        model.openWith(tuned);
        assertEquals(AssistantStep.SUMMARY, model.stepProperty().get());
        assertEquals("refers finetune --workspace ws --run ws/runs/finetune-2 --task mass --label-ratio 0.1 --init"
                + " /runs/pre --recipe paper --device cpu --set lr=0.5", model.commandLine().orElseThrow());
    }

    @Test
    void amountsAreSaidAsPeopleDo() {
        assertEquals("4.6 MB", Amounts.bytes(4_600_000));
        assertEquals("360 MB", Amounts.bytes(360_000_000));
        assertEquals("2.8 GB", Amounts.bytes(2_815_700_000L));
        assertEquals("1 s", Amounts.duration(0.2));
        assertEquals("4 min", Amounts.duration(240));
        assertEquals("1.5 h", Amounts.duration(5400));
        assertEquals("2.0 days", Amounts.duration(172_800));
    }

    /** A plan for entries of the list. */
    private static final class RunEntryPlans {

        private static final RunPlan PRETRAIN = new RunPlan(Kind.PRETRAIN, Path.of("ws"), Path.of("runs/pretrain-1"),
                "paper", "tiny", "demo", Map.of(), Finetuning.DEFAULT, RunPlan.Start.NEW);

        private RunEntryPlans() {
        }
    }
}

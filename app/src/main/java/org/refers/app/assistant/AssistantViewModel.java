package org.refers.app.assistant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.app.training.RunAdvisor;
import org.refers.app.training.RunAdvisor.RecipeField;
import org.refers.app.training.RunAdvisor.RecipeSheet;
import org.refers.app.training.RunCommandLine;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.viewer.text.Texts;

/** The way from data to a run: the step that is up, the recipe's keys, what is known of the run, and what is missing. */
public final class AssistantViewModel {

    private final Texts texts;
    private final Sources sources;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final RunPlanner planner;
    private final LatestWork reading;

    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObjectProperty<AssistantStep> step = new SimpleObjectProperty<>(AssistantStep.METHOD);
    private final ReadOnlyObjectWrapper<Optional<RecipeSheet>> sheet = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private Optional<String> recipeProblem = Optional.empty();

    /**
     * What the assistant plans with.
     *
     * @param form what is chosen, shared with the short form
     * @param advisor what is known of runs before they start
     * @param workspace the open workspace
     * @param runs folder of the runs
     * @param entries runs that are there
     */
    public record Sources(RunFormViewModel form, RunAdvisor advisor, Supplier<Optional<Path>> workspace,
            Supplier<Optional<Path>> runs, ObservableList<RunEntry> entries) {
    }

    /** Creates a closed assistant. */
    public AssistantViewModel(Texts texts, Sources sources, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.sources = sources;
        this.tasks = tasks;
        this.errors = errors;
        this.planner = new RunPlanner(sources.advisor(), tasks, errors);
        this.reading = new LatestWork(tasks, Lane.PLANNING);
        RunFormViewModel form = sources.form();
        form.kindProperty().subscribe((before, now) -> readSheet());
        form.recipeProperty().subscribe((before, now) -> readSheet());
        List.of(form.nameProperty(), form.presetProperty(), form.sizeProperty(), form.taskProperty(),
                form.initProperty(), form.labelRatioProperty(), form.deviceProperty())
                .forEach(value -> value.subscribe((before, now) -> changed()));
        form.parts().addListener((ListChangeListener<String>) change -> changed());
        planner.outlookProperty().subscribe(now -> revision.set(revision.get() + 1));
        step.subscribe((before, now) -> changed());
    }

    /** Opens the assistant at its first step; what was chosen before is still there. */
    public void open() {
        planner.forget();
        step.set(AssistantStep.METHOD);
        open.set(true);
        readSheet();
    }

    /** Opens the assistant with everything of another run but its name. */
    public void openWith(RunPlan plan) {
        sources.form().copy(plan);
        sources.form().suggestName(sources.entries().stream().map(RunEntry::name).collect(Collectors.toSet()));
        open();
        step.set(AssistantStep.SUMMARY);
    }

    /** Closes it; what was chosen stays for the next time. */
    public void close() {
        open.set(false);
    }

    /** Turns to another workspace: nothing that was counted holds any longer. */
    public void workspaceChanged() {
        planner.forget();
        planner.clear();
        changed();
    }

    private void readSheet() {
        if (!open.get()) {
            return;
        }
        String recipe = form().recipeProperty().get();
        Kind kind = form().kindProperty().get();
        reading.run(work -> sources.advisor().sheet(recipe, kind), Outcome.of(read -> {
            recipeProblem = Optional.empty();
            sheet.set(Optional.of(read));
            changed();
        }, problem -> {
            recipeProblem = Optional.of(errors.sentence("doing.recipe", problem));
            sheet.set(Optional.empty());
            changed();
        }));
    }

    /** Something was chosen: looks at the run anew where a step shows it. */
    private void changed() {
        revision.set(revision.get() + 1);
        if (!open.get() || step.get() == AssistantStep.METHOD || step.get() == AssistantStep.RECIPE) {
            return;
        }
        Optional<RunPlan> plan = valueProblems().isEmpty() && recipeProblem.isEmpty() ? plan() : Optional.empty();
        plan.ifPresentOrElse(planner::look, planner::clear);
    }

    /** The run as it is chosen; empty while something is missing without which there is none. */
    Optional<RunPlan> plan() {
        Optional<Path> workspace = sources.workspace().get();
        Optional<Path> runs = sources.runs().get();
        if (workspace.isEmpty() || runs.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form().plan(workspace.get(), runs.get()));
        } catch (IllegalArgumentException incomplete) {
            return Optional.empty();
        }
    }

    /** The values that cannot be, each in a sentence. */
    private List<String> valueProblems() {
        List<String> problems = new ArrayList<>();
        form().changed().forEach((key, value) -> sources.advisor().problem(key, value).ifPresent(problems::add));
        return problems;
    }

    /** What is missing on a step before a run can start, in sentences. */
    List<String> missing(AssistantStep of) {
        return switch (of) {
            case METHOD -> nameProblem().stream().toList();
            case DATA -> dataProblems();
            case RECIPE -> {
                List<String> problems = new ArrayList<>(valueProblems());
                recipeProblem.ifPresent(problems::add);
                yield problems;
            }
            case DEVICE -> outlook().problem().filter(problem -> outlook().data().isPresent()).stream().toList();
            case SUMMARY -> List.of();
        };
    }

    /** Everything that is missing. */
    List<String> missing() {
        return List.of(AssistantStep.values()).stream().flatMap(one -> missing(one).stream()).toList();
    }

    private Optional<String> nameProblem() {
        String name = form().nameProperty().get().strip();
        boolean taken = sources.entries().stream().anyMatch(run -> run.name().equals(name));
        return form().nameProblem()
                .or(() -> taken ? Optional.of(texts.format("assistant.nametaken", name)) : Optional.empty());
    }

    private List<String> dataProblems() {
        if (sources.workspace().get().isEmpty()) {
            return List.of(texts.get("train.noworkspace"));
        }
        List<String> problems = new ArrayList<>();
        if (form().kindProperty().get() == Kind.FINETUNE) {
            if (form().taskProperty().get().isBlank()) {
                problems.add(texts.get("assistant.notask"));
            }
            form().ratioProblem().ifPresent(problems::add);
        }
        if (problems.isEmpty()) {
            outlook().data().flatMap(data -> data.problem()).ifPresent(problems::add);
        }
        outlook().problem().filter(problem -> outlook().data().isEmpty()).ifPresent(problems::add);
        return problems;
    }

    /** A key's value as the run will have it. */
    String value(RecipeField field) {
        String own = form().setting(field.key()).get();
        return own.isBlank() ? field.value() : own;
    }

    /** Whether a key departs from the recipe. */
    boolean isChanged(RecipeField field) {
        return !form().setting(field.key()).get().isBlank();
    }

    /** Changes a key; the recipe's own value, or nothing, takes the change back. */
    void set(RecipeField field, String value) {
        String text = value.strip();
        form().setting(field.key()).set(text.equals(field.value()) ? "" : text);
        changed();
    }

    /** Takes all changes back. */
    void resetAll() {
        sheet.get().ifPresent(now -> now.fields().forEach(field -> form().setting(field.key()).set("")));
        changed();
    }

    /** Why a key's value cannot be; empty if it can. */
    Optional<String> problem(RecipeField field) {
        return isChanged(field)
                ? sources.advisor().problem(field.key(), form().setting(field.key()).get())
                : Optional.empty();
    }

    /** The command that starts the same run in a terminal; empty while something is missing. */
    Optional<String> commandLine() {
        return missing().isEmpty() ? plan().map(RunCommandLine::line) : Optional.empty();
    }

    /** Writes the recipe with its changes into a file. */
    void keepRecipe(Path file) {
        plan().ifPresent(plan -> tasks.run(Lane.FILES, work -> {
            sources.advisor().keepRecipe(plan, file);
            return file;
        }, Outcome.of(written -> errors.tell(texts.format("assistant.kept", written.getFileName())),
                problem -> errors.report("doing.keeprecipe", problem))));
    }

    /** Steps that the run will take; 0 while its recipe cannot be read. */
    long steps() {
        return sheet.get().stream().flatMap(now -> now.fields().stream())
                .filter(field -> field.key().equals("max_steps")).map(this::value)
                .filter(value -> value.matches("\\d{1,9}")).mapToLong(Long::parseLong).findFirst().orElse(0);
    }

    void next() {
        step.set(step.get().next());
    }

    void back() {
        step.set(step.get().previous());
    }

    RunFormViewModel form() {
        return sources.form();
    }

    Optional<Path> workspace() {
        return sources.workspace().get();
    }

    /** Runs that a new one can begin with: they have, or may soon have, weights. */
    List<RunEntry> models() {
        return sources.entries().stream().filter(run -> run.step() > 0).toList();
    }

    Outlook outlook() {
        return planner.outlookProperty().get();
    }

    /** Whether it is up. */
    public BooleanProperty openProperty() {
        return open;
    }

    ObjectProperty<AssistantStep> stepProperty() {
        return step;
    }

    ReadOnlyObjectProperty<Optional<RecipeSheet>> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }

    /** Moves with everything that is chosen or found out. */
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }
}

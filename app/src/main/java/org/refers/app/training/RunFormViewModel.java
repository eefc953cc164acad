package org.refers.app.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.RunPlan.Start;
import org.refers.training.run.RecipeKey;

/** What the form for a new run, and the assistant around it, hold. Knows no control. */
public final class RunFormViewModel {

    /** The word for a start from random weights. */
    public static final String RANDOM = "random";

    /** Two thousand runs of one name is more than anybody means. */
    private static final int MOST_NAMES = 2000;

    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.PRETRAIN);
    private final StringProperty name = new SimpleStringProperty("pretrain-1");
    private final StringProperty preset = new SimpleStringProperty("paper");
    private final StringProperty size = new SimpleStringProperty("tiny");
    private final StringProperty recipe = new SimpleStringProperty("demo");
    private final StringProperty task = new SimpleStringProperty(Finetuning.DEFAULT.task());
    private final StringProperty init = new SimpleStringProperty(RANDOM);
    private final StringProperty device = new SimpleStringProperty(Start.AUTO);
    private final ObservableList<String> parts = FXCollections.observableArrayList();
    private final StringProperty labelRatio = new SimpleStringProperty("100 %");
    private final Map<String, StringProperty> settings = new LinkedHashMap<>();

    /** Creates a form for pre-training on the small side: a base network takes days without a graphics card. */
    public RunFormViewModel() {
        for (RecipeKey key : RecipeKey.values()) {
            settings.put(key.key(), new SimpleStringProperty(""));
        }
    }

    /** Gives the run the first name of its kind that no other run has. */
    public void suggestName(Set<String> taken) {
        String stem = kind.get() == Kind.PRETRAIN ? "pretrain-" : "finetune-";
        for (int number = 1; number < MOST_NAMES; number++) {
            String candidate = stem + number;
            if (!taken.contains(candidate)) {
                name.set(candidate);
                return;
            }
        }
    }

    /** Takes everything over from another run but its name. */
    public void copy(RunPlan plan) {
        kind.set(plan.kind());
        preset.set(plan.preset());
        size.set(plan.size());
        recipe.set(plan.recipe());
        task.set(plan.finetuning().task());
        labelRatio.set(percent(plan.finetuning().labelRatio()));
        device.set(plan.start().device());
        List<String> models = plan.start().models().stream().map(model -> nameOf(model, plan.run())).toList();
        parts.setAll(plan.kind() == Kind.PRETRAIN ? models : List.of());
        init.set(plan.kind() == Kind.FINETUNE && !models.isEmpty() ? models.getFirst() : RANDOM);
        settings.forEach((key, value) -> value.set(plan.settings().getOrDefault(key, "")));
    }

    /** A run of the same folder by its name, whatever else by its place. */
    private static String nameOf(Path model, Path run) {
        boolean isNeighbour = Objects.equals(model.toAbsolutePath().getParent(), run.toAbsolutePath().getParent());
        return isNeighbour ? String.valueOf(model.getFileName()) : model.toString();
    }

    private static String percent(double ratio) {
        double percent = 100 * ratio;
        return (percent == Math.rint(percent) ? Long.toString(Math.round(percent)) : Double.toString(percent)) + " %";
    }

    /** Why the name cannot be a run's, in a sentence; empty if it can. */
    public Optional<String> nameProblem() {
        String folder = name.get().strip();
        return folder.isEmpty() || folder.matches(".*[\\\\/:*?\"<>|].*") || folder.startsWith(".")
                ? Optional.of("A run needs a name without slashes, colons or other signs that folders cannot have.")
                : Optional.empty();
    }

    /**
     * The run as described.
     *
     * @throws IllegalArgumentException if something is missing or wrong, in a sentence
     */
    public RunPlan plan(Path workspace, Path runs) {
        Optional<String> wrong = nameProblem();
        if (wrong.isPresent()) {
            throw new IllegalArgumentException(wrong.get());
        }
        return new RunPlan(kind.get(), workspace, runs.resolve(name.get().strip()), preset.get(), size.get(),
                recipe.get(), changed(), new Finetuning(task.get().strip(), ratio()),
                new Start(models(runs), device.get(), false));
    }

    /** The values that depart from the recipe, by key. */
    public Map<String, String> changed() {
        Map<String, String> set = new LinkedHashMap<>();
        settings.forEach((key, value) -> Optional.of(value.get().strip()).filter(text -> !text.isEmpty())
                .ifPresent(text -> set.put(key, text)));
        return set;
    }

    /** The form names runs of the folder; the engine wants their folders. Whatever is no name is a place already. */
    private List<Path> models(Path runs) {
        List<String> named = kind.get() == Kind.PRETRAIN
                ? parts
                : init.get().equals(RANDOM) ? List.of() : List.of(init.get());
        return named.stream().map(runs::resolve).toList();
    }

    private double ratio() {
        try {
            double percent = Double.parseDouble(labelRatio.get().replace("%", "").strip());
            if (percent > 0 && percent <= 100) {
                return percent / 100;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new IllegalArgumentException("The label ratio must be above 0 % and at most 100 %, not '"
                + labelRatio.get() + "'.");
    }

    /** Why the share of labels cannot be; empty if it can. */
    public Optional<String> ratioProblem() {
        try {
            ratio();
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /** What the run learns. */
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /** Name of its folder. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Architecture. */
    public StringProperty presetProperty() {
        return preset;
    }

    /** Size of the network. */
    public StringProperty sizeProperty() {
        return size;
    }

    /** Recipe. */
    public StringProperty recipeProperty() {
        return recipe;
    }

    /** Which findings are learned. */
    public StringProperty taskProperty() {
        return task;
    }

    /** What fine-tuning starts from: {@link #RANDOM}, a run's name, or a model's place. */
    public StringProperty initProperty() {
        return init;
    }

    /** What pre-training starts from, each giving the parts it has: names of runs and places of models; none: random. */
    public ObservableList<String> parts() {
        return parts;
    }

    /** Where the run computes. */
    public StringProperty deviceProperty() {
        return device;
    }

    /** Share of labels, in per cent. */
    public StringProperty labelRatioProperty() {
        return labelRatio;
    }

    /** A value of the recipe; empty: as the recipe says. */
    public StringProperty setting(String key) {
        return Optional.ofNullable(settings.get(key)).orElseThrow(() -> new IllegalArgumentException(key));
    }
}

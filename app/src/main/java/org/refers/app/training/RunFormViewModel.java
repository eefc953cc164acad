package org.refers.app.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;

/** What the form for a new run holds. Knows no control. */
public final class RunFormViewModel {

    /** Two thousand runs of one name is more than anybody means. */
    private static final int MOST_NAMES = 2000;

    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.PRETRAIN);
    private final StringProperty name = new SimpleStringProperty("pretrain-1");
    private final StringProperty preset = new SimpleStringProperty("paper");
    private final StringProperty size = new SimpleStringProperty("tiny");
    private final StringProperty recipe = new SimpleStringProperty("demo");
    private final StringProperty task = new SimpleStringProperty(Finetuning.DEFAULT.task());
    private final StringProperty init = new SimpleStringProperty(Finetuning.DEFAULT.init());
    private final StringProperty labelRatio = new SimpleStringProperty("100 %");
    private final Map<String, StringProperty> settings = new LinkedHashMap<>();

    /** Keys of the recipe that the form shows; empty means as the recipe says. */
    static final List<String> KEYS = List.of("max_steps", "batch_size", "lr", "seed");

    /** Creates a form for pre-training on the small side: a base network takes days without a graphics card. */
    public RunFormViewModel() {
        KEYS.forEach(key -> settings.put(key, new SimpleStringProperty("")));
    }

    /** Gives the run the first name of its kind that no other run has. */
    public void suggestName(List<RunEntry> runs) {
        String stem = kind.get() == Kind.PRETRAIN ? "pretrain-" : "finetune-";
        for (int number = 1; number < MOST_NAMES; number++) {
            String candidate = stem + number;
            if (runs.stream().noneMatch(run -> run.name().equals(candidate))) {
                name.set(candidate);
                return;
            }
        }
    }

    /**
     * The run as described.
     *
     * @throws IllegalArgumentException if something is missing or wrong, in a sentence
     */
    public RunPlan plan(Path workspace, Path runs) {
        String folder = name.get().strip();
        if (folder.isEmpty() || folder.matches(".*[\\\\/:*?\"<>|].*") || folder.startsWith(".")) {
            throw new IllegalArgumentException("A run needs a name without slashes, colons or other signs"
                    + " that folders cannot have.");
        }
        Map<String, String> set = new LinkedHashMap<>();
        settings.forEach((key, value) -> Optional.of(value.get().strip()).filter(text -> !text.isEmpty())
                .ifPresent(text -> set.put(key, text)));
        // The form names a pre-training run; the engine wants its folder.
        String start = init.get().equals(Finetuning.DEFAULT.init()) ? init.get() : runs.resolve(init.get()).toString();
        Finetuning finetuning = new Finetuning(task.get(), start, ratio());
        return new RunPlan(kind.get(), workspace, runs.resolve(folder), preset.get(), size.get(), recipe.get(), set,
                finetuning, false);
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

    /** What fine-tuning starts from. */
    public StringProperty initProperty() {
        return init;
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

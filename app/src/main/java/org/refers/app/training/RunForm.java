package org.refers.app.training;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunPlan.Kind;
import org.refers.viewer.text.Texts;

/** The form for a new run. Every field says in its tooltip what it does and why it starts as it does. */
final class RunForm extends BorderPane {

    private static final double WIDTH = 316;

    private final Texts texts;
    private final TrainingEngine engine;
    private final RunFormViewModel form;
    private final TrainingViewModel model;

    /**
     * The ways to a new run.
     *
     * @param start starts the run of the form
     * @param assistant goes through everything step by step
     */
    record Starts(Runnable start, Runnable assistant) {
    }

    RunForm(Texts texts, TrainingEngine engine, RunFormViewModel form, TrainingViewModel model,
            Starts starts) {
        this.texts = texts;
        this.engine = engine;
        this.form = form;
        this.model = model;
        getStyleClass().add("side-panel");
        setId("run-form");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        VBox fields = new VBox(14, kinds(), text("run-name", "train.name", form.nameProperty(), ""),
                Parts.row(choice("run-preset", "train.preset", List.of("paper", "released"), form.presetProperty()),
                        choice("run-size", "train.size", List.of("tiny", "small", "base"), form.sizeProperty())),
                choice("run-recipe", "train.recipe", engine.recipes(), form.recipeProperty()), finetuning(),
                Parts.heading(texts.get("train.overrides")), Parts.row(setting("max_steps"), setting("batch_size")),
                Parts.row(setting("lr"), setting("seed")));
        fields.getStyleClass().add("panel-content");
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        Button assistant = Parts.button("open-assistant", MaterialDesignW.WIZARD_HAT, texts.get("train.assistant"),
                starts.assistant());
        assistant.setTooltip(Parts.tooltip(texts.get("train.assistant.why")));
        assistant.getStyleClass().add(Styles.SMALL);
        HBox title = new HBox(8, Parts.heading(texts.get("train.new")), Parts.spring(), assistant);
        title.getStyleClass().add("panel-title");
        setTop(title);
        setCenter(scroll);
        setBottom(startButton(starts.start()));
        form.kindProperty().addListener((property, before, now) -> form.suggestName(model.names()));
        model.runs().addListener((ListChangeListener<RunEntry>) change -> renew());
        // A run that has begun is in no list until its process has made its folder.
        model.stateProperty().subscribe(this::renew);
    }

    /** A name that was typed stays, unless a run bears it by now. */
    private void renew() {
        if (model.names().contains(form.nameProperty().get())) {
            form.suggestName(model.names());
        }
    }

    private Node kinds() {
        ToggleGroup group = new ToggleGroup();
        HBox kinds = new HBox(kind("kind-pretrain", Kind.PRETRAIN, group, Styles.LEFT_PILL),
                kind("kind-finetune", Kind.FINETUNE, group, Styles.RIGHT_PILL));
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true);
            }
        });
        return kinds;
    }

    private ToggleButton kind(String id, Kind kind, ToggleGroup group, String shape) {
        String key = "train.kind." + kind.name().toLowerCase(Locale.ROOT);
        ToggleButton button = new ToggleButton(texts.get(key));
        button.setId(id);
        button.setToggleGroup(group);
        button.setTooltip(Parts.tooltip(texts.get(key + ".why")));
        button.getStyleClass().add(shape);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        form.kindProperty().subscribe(now -> button.setSelected(now == kind));
        button.setOnAction(pressed -> form.kindProperty().set(kind));
        return button;
    }

    private Node finetuning() {
        ComboBox<String> init = new ComboBox<>();
        init.setId("run-init");
        init.getItems().setAll(RunFormViewModel.RANDOM);
        init.valueProperty().bindBidirectional(form.initProperty());
        model.runs().addListener((ListChangeListener<RunEntry>) change -> fillInits(init));
        fillInits(init);
        // The assistant also takes files of weights, and runs that are no pre-training.
        form.initProperty().subscribe(chosen -> {
            if (!init.getItems().contains(chosen)) {
                init.getItems().add(chosen);
            }
        });
        ComboBox<String> ratio = editable("run-ratio", List.of("100 %", "10 %", "1 %"), form.labelRatioProperty());
        VBox box = new VBox(14, text("run-task", "train.task", form.taskProperty(), ""),
                Parts.row(Parts.field(texts.get("train.init"), texts.get("train.init.why"), init),
                        Parts.field(texts.get("train.ratio"), texts.get("train.ratio.why"), ratio)));
        box.visibleProperty().bind(form.kindProperty().isEqualTo(Kind.FINETUNE));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    /** Pre-training runs by name; the form turns a name into the run's folder when it starts. */
    private void fillInits(ComboBox<String> init) {
        String kept = form.initProperty().get();
        List<String> names = model.runs().stream().filter(run -> run.plan().kind() == Kind.PRETRAIN)
                .map(RunEntry::name).toList();
        boolean isThere = kept.equals(RunFormViewModel.RANDOM) || kept.contains("/") || kept.contains("\\")
                || model.runs().stream().anyMatch(run -> run.name().equals(kept));
        init.getItems().setAll(RunFormViewModel.RANDOM);
        init.getItems().addAll(names);
        String now = isThere ? kept : RunFormViewModel.RANDOM;
        if (!init.getItems().contains(now)) {
            init.getItems().add(now);
        }
        form.initProperty().set(now);
    }

    private Region text(String id, String key, StringProperty value, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.textProperty().bindBidirectional(value);
        return Parts.field(texts.get(key), texts.get(key + ".why"), field);
    }

    private Region setting(String key) {
        TextField field = new TextField();
        field.setId("run-" + key.replace('_', '-'));
        field.setPromptText(texts.get("train.byrecipe"));
        field.textProperty().bindBidirectional(form.setting(key));
        return Parts.field(texts.get("train.key." + key),
                texts.format("train.key.why", texts.get("train.key." + key + ".why"), engine.reason(key)), field);
    }

    private Region choice(String id, String key, List<String> values, StringProperty value) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.valueProperty().bindBidirectional(value);
        return Parts.field(texts.get(key), texts.get(key + ".why"), box);
    }

    private static ComboBox<String> editable(String id, List<String> values, StringProperty value) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.setEditable(true);
        box.getEditor().textProperty().bindBidirectional(value);
        return box;
    }

    private Node startButton(Runnable start) {
        Button button = Parts.button("start-training", MaterialDesignP.PLAY, texts.get("train.start"), start);
        button.getStyleClass().addAll(Styles.ACCENT, Styles.LARGE);
        button.setMaxWidth(Double.MAX_VALUE);
        // While another run uses the device, a new one waits for it.
        button.textProperty().bind(model.stateProperty().map(state -> texts.get(model.goesOn()
                ? "train.enqueue"
                : "train.start")));
        VBox box = new VBox(button);
        box.getStyleClass().add("panel-foot");
        return box;
    }
}

package org.refers.app.assistant;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.refers.app.assistant.DevicePane.Amounts;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.training.run.RunData;
import org.refers.viewer.text.Texts;

/** All that was chosen, what is missing, and the command that would start the same run. */
final class SummaryPane extends StepPane {

    private static final int COMMAND_ROWS = 4;

    private final Texts texts;
    private final AssistantViewModel model;
    private final GridPane facts = new GridPane(24, 8);
    private final VBox missing = new VBox(4);
    private final TextArea command = new TextArea();
    private final Button copy;
    private final Button keep;

    /**
     * Creates the step.
     *
     * @param file asks where to keep the recipe, given a name for it
     */
    SummaryPane(Texts texts, AssistantViewModel model, Function<String, Optional<Path>> file) {
        super(texts, AssistantStep.SUMMARY);
        this.texts = texts;
        this.model = model;
        facts.setId("assistant-facts");
        missing.setId("assistant-missing-list");
        command.setId("assistant-command");
        command.setEditable(false);
        command.setWrapText(true);
        command.setPrefRowCount(COMMAND_ROWS);
        command.getStyleClass().add("log-text");
        command.setAccessibleText(texts.get("assistant.command"));
        copy = Parts.button("assistant-copy", MaterialDesignC.CONTENT_COPY, texts.get("assistant.copy"), this::copy);
        keep = Parts.button("assistant-keep", MaterialDesignC.CONTENT_SAVE_OUTLINE, texts.get("assistant.keep"),
                () -> file.apply(model.form().nameProperty().get().strip() + ".yaml").ifPresent(model::keepRecipe));
        keep.setTooltip(Parts.tooltip(texts.get("assistant.keep.why")));
        getChildren().addAll(missing, facts, section(texts.get("assistant.command"),
                Parts.paragraph(texts.get("assistant.command.why")), command, new HBox(10, copy, keep)));
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(command.getText());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    void refresh() {
        missing.getChildren().clear();
        for (AssistantStep step : AssistantStep.values()) {
            for (String problem : model.missing(step)) {
                Label label = words("", "assistant-wrong");
                label.setText(texts.get("assistant.step." + step.id()) + ": " + problem);
                missing.getChildren().add(label);
            }
        }
        missing.setVisible(!missing.getChildren().isEmpty());
        missing.setManaged(missing.isVisible());
        Optional<String> line = model.commandLine();
        String text = line.orElse(texts.get("assistant.nocommand"));
        if (!command.getText().equals(text)) {
            command.setText(text);
        }
        copy.setDisable(line.isEmpty());
        keep.setDisable(line.isEmpty());
        facts.getChildren().clear();
        fact(AssistantStep.METHOD, method());
        fact(AssistantStep.DATA, data());
        fact(AssistantStep.RECIPE, recipe());
        fact(AssistantStep.DEVICE, device());
    }

    private void fact(AssistantStep step, String words) {
        int row = facts.getRowCount();
        Label name = new Label(texts.get("assistant.step." + step.id()));
        name.getStyleClass().add("section-heading");
        name.setMinWidth(USE_PREF_SIZE);
        Label told = words("assistant-fact-" + step.id(), "assistant-fact");
        told.setText(words);
        Hyperlink change = new Hyperlink(texts.get("assistant.change"));
        change.setId("assistant-change-" + step.id());
        change.getStyleClass().add(Styles.SMALL);
        change.setAccessibleText(texts.get("assistant.change") + ": " + name.getText());
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(pressed -> model.stepProperty().set(step));
        facts.addRow(row, name, told, change);
        List.of(name, told, change).forEach(cell -> GridPane.setValignment(cell, VPos.TOP));
    }

    private String method() {
        RunFormViewModel form = model.form();
        String kind = texts.get("train.kind." + form.kindProperty().get().name().toLowerCase(Locale.ROOT));
        List<String> models = new ArrayList<>();
        if (form.kindProperty().get() == Kind.PRETRAIN) {
            models.addAll(form.parts());
        } else if (!form.initProperty().get().equals(RunFormViewModel.RANDOM)) {
            models.add(form.initProperty().get());
        }
        return texts.format(models.isEmpty() ? "assistant.sum.random" : "assistant.sum.models", kind,
                form.nameProperty().get().strip(), String.join(", ", models));
    }

    private String data() {
        boolean tunes = model.form().kindProperty().get() == Kind.FINETUNE;
        return model.outlook().data().map(found -> tunes
                ? texts.format("assistant.sum.labels", found.training().usable(), found.validation().usable(),
                        found.test().usable(), found.labels().stream().filter(RunData.Labels::task)
                                .map(label -> label.finding().replace('_', ' ')).collect(Collectors.joining(", ")))
                : texts.format("assistant.sum.reports", found.training().usable(), found.validation().usable(),
                        found.radiographs()))
                .orElse(texts.get("assistant.unknown"));
    }

    private String recipe() {
        RunFormViewModel form = model.form();
        Map<String, String> changed = new TreeMap<>(form.changed());
        boolean brought = model.plan().filter(RunPlan::isFromModel).isPresent();
        String base = brought
                ? texts.format("assistant.sum.brought", form.recipeProperty().get())
                : texts.format("assistant.sum.recipe", form.recipeProperty().get(), form.presetProperty().get(),
                        form.sizeProperty().get());
        return base + (changed.isEmpty()
                ? texts.get("assistant.sum.unchanged")
                : texts.format("assistant.sum.changed", changed.entrySet().stream()
                        .map(set -> set.getKey() + " = " + set.getValue()).collect(Collectors.joining(", "))));
    }

    private String device() {
        String device = model.form().deviceProperty().get();
        return model.outlook().estimate()
                .map(need -> texts.format("assistant.sum.needs", device, Amounts.bytes(need.memory().needed()),
                        Amounts.bytes(need.disk().checkpoints() + need.disk().pictures()),
                        model.outlook().pace().map(pace -> texts.format("assistant.about",
                                Amounts.duration(model.steps() * pace.secondsAStep())))
                                .orElse(texts.get("assistant.sum.untimed"))))
                .orElse(device);
    }
}

package org.refers.app.assistant;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunAdvisor.RecipeField;
import org.refers.viewer.text.Texts;

/** A key of the recipe: name, value, what it takes, why it is what it is, and a way back to the recipe's value. */
final class RecipeRow extends GridPane {

    private static final double NAME_WIDTH = 195;
    private static final double CONTROL_WIDTH = 165;
    private static final double MIDDLE_WIDTH = 205;

    private final Texts texts;
    private final AssistantViewModel model;
    private final RecipeField field;
    private final Label name;
    private final Label wrong = StepPane.words("", "assistant-wrong");
    private final Label was = StepPane.words("", "assistant-changed");
    private final Button reset;
    private final Runnable showValue;

    RecipeRow(Texts texts, AssistantViewModel model, RecipeField field) {
        super(16, 0);
        this.texts = texts;
        this.model = model;
        this.field = field;
        getStyleClass().add("recipe-row");
        setId("row-" + field.key());
        name = new Label(field.key());
        name.getStyleClass().add("recipe-key");
        Label takes = Parts.paragraph(field.takes());
        VBox left = new VBox(2, name, takes);
        Control control = field.closed() ? choice() : typed();
        name.setLabelFor(control);
        control.setId("key-" + field.key());
        control.setAccessibleText(field.key());
        control.setAccessibleHelp(field.takes() + ". " + reason());
        control.setMinWidth(CONTROL_WIDTH);
        control.setPrefWidth(CONTROL_WIDTH);
        control.setMaxWidth(CONTROL_WIDTH);
        showValue = field.closed() ? () -> ((ComboBox<?>) control).getSelectionModel().select(index()) : () -> {
            TextField text = (TextField) control;
            // What somebody types must not jump to another writing of it.
            if (!text.isFocused() && !text.getText().equals(model.value(field))) {
                text.setText(model.value(field));
            }
        };
        reset = Parts.iconButton("reset-" + field.key(), MaterialDesignB.BACKUP_RESTORE,
                texts.format("assistant.reset", field.value()), () -> {
                    control.getParent().requestFocus();
                    model.set(field, "");
                });
        reset.getStyleClass().add(Styles.SMALL);
        VBox middle = new VBox(4, new HBox(4, control, reset), was, wrong);
        Label why = Parts.paragraph(reason());
        VBox right = new VBox(2, why);
        if (field.isOfRecipe()) {
            right.getChildren().add(Parts.paragraph(texts.format("assistant.standard", field.standard(),
                    withoutValue(field.standard(), field.standardReason()))));
        }
        if (!field.read()) {
            right.getChildren().add(Parts.paragraph(texts.get("assistant.unread")));
            getStyleClass().add("recipe-unread");
        }
        ColumnConstraints reasons = new ColumnConstraints();
        reasons.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(new ColumnConstraints(NAME_WIDTH), new ColumnConstraints(MIDDLE_WIDTH), reasons);
        addRow(0, left, middle, right);
        List.of(left, middle, right).forEach(cell -> GridPane.setValignment(cell, VPos.TOP));
        refresh();
    }

    private ComboBox<String> choice() {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(field.choices());
        box.getSelectionModel().select(index());
        box.setOnAction(picked -> Optional.ofNullable(box.getValue()).filter(value -> !value.equals(model.value(field)))
                .ifPresent(value -> model.set(field, value)));
        return box;
    }

    private int index() {
        return field.choices().indexOf(model.value(field));
    }

    private TextField typed() {
        TextField text = new TextField(model.value(field));
        text.textProperty().addListener((property, before, now) -> {
            if (!now.strip().equals(model.value(field))) {
                model.set(field, now);
            }
        });
        // An empty field is the recipe's value; say so once it is left.
        text.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                text.setText(model.value(field));
            }
        });
        return text;
    }

    private String reason() {
        return texts.format(field.isOfRecipe() ? "assistant.reason.recipe" : "assistant.reason", field.value(),
                withoutValue(field.value(), field.reason()));
    }

    /** Some reasons begin with the value they explain, which the words around them say already. */
    private static String withoutValue(String value, String reason) {
        String plain = reason.startsWith(value + ": ") ? reason.substring(value.length() + 2) : reason;
        return plain.endsWith(".") ? plain : plain + ".";
    }

    void refresh() {
        boolean changed = model.isChanged(field);
        Optional<String> problem = model.problem(field);
        showValue.run();
        reset.setVisible(changed);
        name.pseudoClassStateChanged(AssistantView.CHANGED, changed);
        StepPane.say(was, changed && problem.isEmpty() ? texts.format("assistant.was", field.value()) : "");
        StepPane.say(wrong, problem.orElse(""));
        pseudoClassStateChanged(AssistantView.WRONG, problem.isPresent());
    }

    RecipeField field() {
        return field;
    }

    /** Whether the row holds what is looked for. */
    boolean matches(String wanted, boolean changedAlone) {
        String words = (field.key() + " " + field.key().replace('_', ' ') + " " + field.reason())
                .toLowerCase(Locale.ROOT);
        return (wanted.isBlank() || words.contains(wanted.strip().toLowerCase(Locale.ROOT)))
                && (!changedAlone || model.isChanged(field));
    }

    /** The control, to give it the keyboard. */
    Node control() {
        return lookup("#key-" + field.key());
    }
}

package org.refers.app.assistant;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan.Kind;
import org.refers.viewer.text.Texts;

/** What the run learns, how it is called, and what it begins with. */
final class MethodPane extends StepPane {

    private static final double FIELD_WIDTH = 340;
    private static final double HALF = 50;

    private final Texts texts;
    private final AssistantViewModel model;
    private final RunFormViewModel form;
    private final ToggleGroup kinds = new ToggleGroup();
    private final RadioButton pretrain;
    private final RadioButton finetune;
    private final Label startWords = words("assistant-start", "row-detail");
    private final VBox chosen = new VBox(6);
    private final MenuButton runs = new MenuButton();

    private List<String> offered = List.of();

    /**
     * Creates the step.
     *
     * @param weights asks for a file of weights
     */
    MethodPane(Texts texts, AssistantViewModel model, Supplier<Optional<Path>> weights) {
        super(texts, AssistantStep.METHOD);
        this.texts = texts;
        this.model = model;
        this.form = model.form();
        pretrain = kind(Kind.PRETRAIN);
        finetune = kind(Kind.FINETUNE);
        TextField name = new TextField();
        name.setId("assistant-name");
        name.textProperty().bindBidirectional(form.nameProperty());
        VBox named = Parts.field(texts.get("train.name"), texts.get("train.name.why"), name);
        named.setMaxWidth(FIELD_WIDTH);
        GridPane cards = new GridPane(14, 0);
        cards.addRow(0, card(Kind.PRETRAIN, pretrain), card(Kind.FINETUNE, finetune));
        cards.getColumnConstraints().setAll(half(), half());
        // Toggles of two parents do not follow the arrow keys by themselves.
        cards.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode().isArrowKey()) {
                RadioButton other = pretrain.isSelected() ? finetune : pretrain;
                other.setSelected(true);
                other.requestFocus();
                event.consume();
            }
        });
        getChildren().addAll(cards, named, section(texts.get("train.init"), startWords, chosen, more(weights)));
        form.parts().subscribe(this::showStart);
        form.initProperty().subscribe(this::showStart);
    }

    private static ColumnConstraints half() {
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(HALF);
        return half;
    }

    private RadioButton kind(Kind kind) {
        String key = "train.kind." + kind.name().toLowerCase(Locale.ROOT);
        RadioButton choice = new RadioButton(texts.get(key));
        choice.setId("assistant-" + kind.name().toLowerCase(Locale.ROOT));
        choice.setAccessibleHelp(texts.get(key + ".does") + " " + texts.get(key + ".needs"));
        choice.getStyleClass().add("tile-title");
        choice.setToggleGroup(kinds);
        choice.selectedProperty().addListener((property, before, now) -> {
            if (now) {
                form.kindProperty().set(kind);
            }
        });
        return choice;
    }

    /** What a method does and needs, below its name; all of it can be clicked on. */
    private VBox card(Kind kind, RadioButton choice) {
        String key = "train.kind." + kind.name().toLowerCase(Locale.ROOT);
        VBox card = new VBox(8, choice, Parts.paragraph(texts.get(key + ".does")),
                Parts.paragraph(texts.get(key + ".needs")));
        card.getStyleClass().add("method-card");
        card.setOnMouseClicked(pressed -> {
            choice.requestFocus();
            choice.fire();
        });
        choice.selectedProperty().subscribe(now -> card.pseudoClassStateChanged(AssistantView.CHOSEN, now));
        return card;
    }

    private Node more(Supplier<Optional<Path>> weights) {
        runs.setId("assistant-runs");
        runs.setText(texts.get("assistant.addrun"));
        runs.setGraphic(new FontIcon(MaterialDesignD.DATABASE_OUTLINE));
        Button file = Parts.button("assistant-weights", MaterialDesignF.FILE_IMPORT_OUTLINE,
                texts.get("assistant.addfile"), () -> weights.get().map(Path::toString).ifPresent(this::add));
        HBox row = new HBox(10, runs, file);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void add(String part) {
        if (form.kindProperty().get() == Kind.FINETUNE) {
            form.initProperty().set(part);
        } else if (!form.parts().contains(part)) {
            form.parts().add(part);
        }
    }

    private void remove(String part) {
        if (form.kindProperty().get() == Kind.FINETUNE) {
            form.initProperty().set(RunFormViewModel.RANDOM);
        } else {
            form.parts().remove(part);
        }
    }

    private List<String> models() {
        if (form.kindProperty().get() == Kind.PRETRAIN) {
            return List.copyOf(form.parts());
        }
        String init = form.initProperty().get();
        return init.equals(RunFormViewModel.RANDOM) ? List.of() : List.of(init);
    }

    private void showStart() {
        boolean tunes = form.kindProperty().get() == Kind.FINETUNE;
        List<String> models = models();
        startWords.setText(texts.get(models.isEmpty()
                ? tunes ? "assistant.start.random.finetune" : "assistant.start.random"
                : tunes ? "assistant.start.model" : "assistant.start.parts"));
        chosen.getChildren().setAll(models.stream().map(this::row).toList());
        chosen.setVisible(!models.isEmpty());
        chosen.setManaged(!models.isEmpty());
        List<String> names = new ArrayList<>(model.models().stream().map(RunEntry::name).toList());
        names.removeAll(models);
        if (!names.equals(offered)) {
            offered = names;
            runs.getItems().setAll(names.stream().map(this::item).toList());
        }
        runs.setDisable(names.isEmpty());
    }

    private MenuItem item(String run) {
        MenuItem item = new MenuItem(run);
        item.setMnemonicParsing(false);
        item.setOnAction(picked -> add(run));
        return item;
    }

    private Node row(String part) {
        Label name = new Label(part, new FontIcon(MaterialDesignD.DATABASE_OUTLINE));
        name.setMinWidth(0);
        Button remove = Parts.iconButton("assistant-remove", MaterialDesignC.CLOSE,
                texts.format("assistant.remove", part), () -> remove(part));
        remove.getStyleClass().add(Styles.SMALL);
        HBox row = new HBox(8, name, Parts.spring(), remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("model-row");
        row.setMaxWidth(2 * FIELD_WIDTH);
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }

    @Override
    void refresh() {
        kinds.selectToggle(form.kindProperty().get() == Kind.PRETRAIN ? pretrain : finetune);
        showStart();
    }
}

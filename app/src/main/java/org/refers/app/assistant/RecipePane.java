package org.refers.app.assistant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunAdvisor.RecipeSheet;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan.Kind;
import org.refers.viewer.text.Texts;

/** Architecture, size and recipe, and every key of the recipe in groups. */
final class RecipePane extends StepPane {

    private final Texts texts;
    private final AssistantViewModel model;
    private final RunFormViewModel form;
    private final ComboBox<String> recipe = new ComboBox<>();
    private final Region architecture;
    private final Label brought = words("assistant-brought", "row-detail");
    private final TextField find = new TextField();
    private final CheckBox changedAlone = new CheckBox();
    private final Button resetAll;
    private final VBox groups = new VBox(18);
    private final List<RecipeRow> rows = new ArrayList<>();
    private Optional<RecipeSheet> shown = Optional.empty();

    /**
     * Creates the step.
     *
     * @param recipes names of the recipes
     * @param file asks for a recipe's file
     */
    RecipePane(Texts texts, AssistantViewModel model, List<String> recipes, Supplier<Optional<Path>> file) {
        super(texts, AssistantStep.RECIPE);
        this.texts = texts;
        this.model = model;
        this.form = model.form();
        architecture = Parts.row(choice("assistant-preset", "train.preset", List.of("paper", "released"),
                form.presetProperty()),
                choice("assistant-size", "train.size", List.of("tiny", "small", "base"), form.sizeProperty()));
        recipe.setId("assistant-recipe");
        recipe.getItems().setAll(recipes);
        recipe.valueProperty().bindBidirectional(form.recipeProperty());
        Button open = Parts.button("assistant-recipe-file", MaterialDesignF.FOLDER_OPEN_OUTLINE,
                texts.get("assistant.recipefile"), () -> file.get().map(Path::toString).ifPresent(chosen -> {
                    if (!recipe.getItems().contains(chosen)) {
                        recipe.getItems().add(chosen);
                    }
                    recipe.setValue(chosen);
                }));
        VBox named = Parts.field(texts.get("train.recipe"), texts.get("train.recipe.why"), recipe);
        HBox.setHgrow(named, Priority.ALWAYS);
        HBox recipeRow = new HBox(10, named, open);
        recipeRow.setAlignment(Pos.BOTTOM_LEFT);
        HBox top = new HBox(14, architecture, recipeRow);
        HBox.setHgrow(architecture, Priority.ALWAYS);
        HBox.setHgrow(recipeRow, Priority.ALWAYS);
        architecture.setPrefWidth(1);
        recipeRow.setPrefWidth(1);
        find.setId("assistant-find");
        find.setPromptText(texts.get("assistant.find"));
        find.setAccessibleText(texts.get("assistant.find"));
        find.setPrefWidth(280);
        find.textProperty().subscribe(this::filter);
        changedAlone.setId("assistant-changed-alone");
        changedAlone.setText(texts.get("assistant.changedalone"));
        // In a narrow window the field gives way, not the words.
        changedAlone.setMinWidth(Region.USE_PREF_SIZE);
        find.setMinWidth(100);
        changedAlone.selectedProperty().subscribe(this::filter);
        resetAll = Parts.button("assistant-reset-all", MaterialDesignB.BACKUP_RESTORE,
                texts.get("assistant.resetall"), model::resetAll);
        HBox tools = new HBox(14, find, changedAlone, Parts.spring(), resetAll);
        tools.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(top, brought, tools, groups);
    }

    private Region choice(String id, String key, List<String> values, StringProperty value) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.valueProperty().bindBidirectional(value);
        return Parts.field(texts.get(key), texts.get(key + ".why"), box);
    }

    private void fill(Optional<RecipeSheet> sheet) {
        shown = sheet;
        rows.clear();
        groups.getChildren().clear();
        for (RecipeSheet.Group group : sheet.map(RecipeSheet::groups).orElse(List.of())) {
            VBox keys = new VBox();
            group.fields().forEach(field -> {
                RecipeRow row = new RecipeRow(texts, model, field);
                rows.add(row);
                keys.getChildren().add(row);
            });
            groups.getChildren().add(section(texts.get("assistant.group." + group.id()), keys));
        }
        filter();
    }

    private void filter() {
        rows.forEach(row -> {
            boolean wanted = row.matches(find.getText(), changedAlone.isSelected());
            row.setVisible(wanted);
            row.setManaged(wanted);
        });
        groups.getChildren().forEach(group -> {
            boolean any = group.lookupAll(".recipe-row").stream().anyMatch(Node::isManaged);
            group.setVisible(any);
            group.setManaged(any);
        });
    }

    @Override
    void refresh() {
        Optional<RecipeSheet> now = model.sheetProperty().get();
        if (!now.equals(shown)) {
            fill(now);
        }
        rows.forEach(RecipeRow::refresh);
        boolean fromModel = form.kindProperty().get() == Kind.FINETUNE
                && !form.initProperty().get().equals(RunFormViewModel.RANDOM);
        architecture.setDisable(fromModel);
        say(brought, fromModel ? texts.format("assistant.brought", form.initProperty().get()) : "");
        resetAll.setDisable(form.changed().isEmpty());
    }

    /** The first row whose value cannot be gets the keyboard. */
    boolean focusProblem() {
        Optional<RecipeRow> wrong = rows.stream().filter(row -> model.problem(row.field()).isPresent()).findFirst();
        wrong.ifPresent(row -> row.control().requestFocus());
        return wrong.isPresent();
    }
}

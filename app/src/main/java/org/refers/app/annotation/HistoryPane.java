package org.refers.app.annotation;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.refers.app.parts.Parts;
import org.refers.app.parts.WrappingCell;
import org.refers.model.workspace.annotation.AnnotationJournal.Page;
import org.refers.model.workspace.annotation.JournalStep;
import org.refers.viewer.text.Texts;

/** The steps on the study that is read, newest first; what was there before one of them can be brought back. */
final class HistoryPane extends VBox {

    private static final double HEIGHT = 240;

    private final Texts texts;
    private final AnnotationViewModel model;
    private final HistoryViewModel history;
    private final HistoryWords words;
    private final Consumer<Optional<JournalStep>> point;
    private final ListView<JournalStep> list = new ListView<>();
    private final Label untold = Parts.paragraph("");
    private final Button bring;
    private final Button older;
    private boolean filling;

    /** Creates the pane; {@code point} points out on the radiograph where a step was, or nothing. */
    HistoryPane(Texts texts, AnnotationViewModel model, Consumer<Optional<JournalStep>> point) {
        super(6);
        this.texts = texts;
        this.model = model;
        this.history = model.history();
        this.words = new HistoryWords(texts, ZoneId.systemDefault());
        this.point = point;
        bring = Parts.button("history-bring", MaterialDesignR.RESTORE, texts.get("annotate.history.bring"),
                () -> chosen().ifPresent(step -> model.bringBack(step.number())));
        bring.setTooltip(Parts.tooltip(texts.get("annotate.history.bring.why")));
        bring.setAccessibleHelp(texts.get("annotate.history.bring.why"));
        older = new Button(texts.get("annotate.history.older"));
        older.setId("history-older");
        older.setOnAction(pressed -> history.older());
        untold.setId("history-untold");
        TitledPane steps = new TitledPane(texts.get("annotate.history.study"), content());
        steps.setId("annotate-history");
        steps.setExpanded(false);
        steps.setAnimated(false);
        steps.getStyleClass().add(Styles.DENSE);
        steps.expandedProperty().subscribe(now -> {
            history.openProperty().set(now);
            point.accept(Optional.empty());
        });
        getChildren().addAll(Parts.heading(texts.get("annotate.history")), steps);
        history.pageProperty().subscribe(this::show);
        model.readerProperty().subscribe(this::offer);
    }

    private Node content() {
        list.setId("history-list");
        list.setPrefHeight(HEIGHT);
        list.setAccessibleText(texts.get("annotate.history.list"));
        list.setPlaceholder(Parts.paragraph(texts.get("annotate.history.empty")));
        list.setCellFactory(made -> new StepCell());
        list.getSelectionModel().selectedItemProperty().subscribe(() -> {
            if (!filling) {
                offer();
            }
        });
        list.setOnMouseClicked(click -> point.accept(chosen()));
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                point.accept(chosen());
                key.consume();
            } else if (key.getCode() == KeyCode.ESCAPE) {
                point.accept(Optional.empty());
            }
        });
        HBox buttons = new HBox(8, bring, Parts.spring(), older);
        buttons.setAlignment(Pos.CENTER_LEFT);
        return new VBox(8, list, buttons, untold);
    }

    private Optional<JournalStep> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void offer() {
        bring.setDisable(chosen().filter(step -> step.hasBefore(model.readerProperty().get())).isEmpty());
    }

    private void show(Page page) {
        Optional<Long> kept = chosen().map(JournalStep::number);
        filling = true;
        list.getItems().setAll(page.steps());
        list.getSelectionModel().clearSelection();
        page.steps().stream().filter(step -> kept.filter(number -> number == step.number()).isPresent()).findFirst()
                .ifPresent(list.getSelectionModel()::select);
        filling = false;
        offer();
        // What was pointed out may have been changed.
        point.accept(Optional.empty());
        older.setVisible(page.more());
        untold.setText(texts.format("annotate.history.untold", page.untold(), words.time(page.since())));
        untold.setVisible(page.untold() > 0);
        untold.setManaged(page.untold() > 0);
    }

    /** A step in the list: what, then when and who. */
    private final class StepCell extends WrappingCell<JournalStep> {

        @Override
        protected void updateItem(@Nullable JournalStep item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label what = new Label(words.of(item, model.study()));
            what.setWrapText(true);
            what.setMinHeight(USE_PREF_SIZE);
            String who = texts.format("annotate.history.who", words.time(item.time()), item.reader());
            setGraphic(new VBox(2, what, Parts.paragraph(who)));
            setAccessibleText(what.getText() + ", " + who);
        }
    }
}

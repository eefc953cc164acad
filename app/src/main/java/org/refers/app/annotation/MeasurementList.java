package org.refers.app.annotation;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.refers.app.annotation.AnnotationPanel.Measured;
import org.refers.app.parts.Parts;
import org.refers.app.parts.WrappingCell;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement.Kind;
import org.refers.viewer.text.Texts;

/** What this reader measured on the radiograph in use. */
final class MeasurementList extends VBox {

    private static final double HEIGHT = 132;

    private final ListView<Measured> list = new ListView<>();
    private final MeasuredEnds ends;
    private boolean filling;

    MeasurementList(Texts texts, AnnotationViewModel model, ReadOnlyObjectProperty<List<Measured>> measured,
            AnnotationPanel.Drawing drawing) {
        super(8);
        ends = new MeasuredEnds(texts, model);
        list.setId("annotate-measurements");
        list.setPrefHeight(HEIGHT);
        list.setAccessibleText(texts.get("annotate.measurements"));
        list.setPlaceholder(Parts.paragraph(texts.get("annotate.measurements.empty")));
        list.setCellFactory(made -> new MeasuredCell());
        Button remove = Parts.iconButton("annotate-measurement-remove", MaterialDesignD.DELETE_OUTLINE,
                texts.get("annotate.measurements.remove"), () -> remove(model));
        remove.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.DELETE || key.getCode() == KeyCode.BACK_SPACE) {
                remove(model);
                key.consume();
            }
        });
        HBox head = new HBox(8, Parts.heading(texts.get("annotate.measurements")), Parts.spring(), remove);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox fresh = new HBox(8, begin(texts, "annotate-distance", "annotate.measurements.distance",
                () -> begin(model, drawing, Kind.DISTANCE)),
                begin(texts, "annotate-ratio", "annotate.measurements.ratio",
                        () -> begin(model, drawing, Kind.CARDIOTHORACIC_RATIO)));
        getChildren().addAll(head, fresh, list, ends);
        list.getSelectionModel().selectedItemProperty().subscribe(this::showEnds);
        measured.subscribe(this::show);
    }

    private static Button begin(Texts texts, String id, String words, Runnable action) {
        Button button = new Button(texts.get(words));
        button.setId(id);
        button.setTooltip(Parts.tooltip(texts.get("annotate.measurements.why")));
        button.setOnAction(pressed -> action.run());
        return button;
    }

    /** A level line through the middle, and for a ratio a longer one below it, to be moved by numbers. */
    private static void begin(AnnotationViewModel model, AnnotationPanel.Drawing drawing, Kind kind) {
        drawing.middle().ifPresent(box -> {
            double middle = box.y() + box.height() / 2;
            MeasuredLine first = new MeasuredLine(box.x(), middle, box.x() + box.width(), middle);
            MeasuredLine second = new MeasuredLine(box.x() - box.width() / 2, box.y() + box.height(),
                    box.x() + box.width() * 3 / 2, box.y() + box.height());
            drawing.radiograph().ifPresent(radiograph -> model.measure(radiograph, kind,
                    List.of(first, second).subList(0, kind.lines())));
        });
    }

    private void remove(AnnotationViewModel model) {
        Optional.ofNullable(list.getSelectionModel().getSelectedItem()).map(Measured::drawn).ifPresent(model::remove);
    }

    private void showEnds() {
        if (!filling) {
            ends.show(Optional.ofNullable(list.getSelectionModel().getSelectedItem()).map(Measured::drawn));
        }
    }

    private void show(List<Measured> now) {
        Optional<String> kept = Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                .map(one -> one.drawn().id());
        // The fields of what stays selected stay, and with them the focus.
        filling = true;
        list.getItems().setAll(now);
        now.stream().filter(one -> kept.filter(one.drawn().id()::equals).isPresent()).findFirst()
                .ifPresentOrElse(list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
        filling = false;
        showEnds();
    }

    /** A measurement in the list: its figure, and where it holds. */
    private static final class MeasuredCell extends WrappingCell<Measured> {

        @Override
        protected void updateItem(@Nullable Measured item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            Label figure = new Label(item.words().getFirst());
            // The kind of calibration stands last and must not be cut off.
            Label rest = Parts.paragraph(String.join(", ", item.words().subList(1, item.words().size())));
            setGraphic(new VBox(2, figure, rest));
        }
    }
}

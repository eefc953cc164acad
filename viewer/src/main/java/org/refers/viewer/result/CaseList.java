package org.refers.viewer.result;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.refers.viewer.text.Texts;

/** Radiographs by error; a click or Enter opens one. */
public final class CaseList extends ListView<ResultCase> {

    private final Texts texts;

    /** Creates an empty list; {@code open} is handed a radiograph's pseudonym. */
    public CaseList(Texts texts, Consumer<String> open) {
        this.texts = texts;
        setId("result-cases");
        setAccessibleText(texts.get("result.cases"));
        setCellFactory(list -> new Row(open));
        setOnKeyPressed(event -> {
            ResultCase chosen = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                open.accept(chosen.radiograph());
                event.consume();
            }
        });
    }

    private final class Row extends ListCell<ResultCase> {

        Row(Consumer<String> open) {
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (getItem() != null && event.isStillSincePress()) {
                    open.accept(getItem().radiograph());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable ResultCase shown, boolean empty) {
            super.updateItem(shown, empty);
            setText(null);
            if (empty || shown == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            setGraphic(row(shown));
            setAccessibleText(texts.format("result.case.said", shown.radiograph(), label(shown),
                    Figures.brief(shown.probability())));
        }

        private String label(ResultCase shown) {
            return texts.get(shown.present() ? "finding.present" : "finding.absent");
        }

        private VBox row(ResultCase shown) {
            Label name = new Label(shown.radiograph());
            Label patient = new Label(texts.format("result.patient", shown.patient()));
            patient.getStyleClass().add("row-detail");
            // Cut in a narrow window.
            patient.setTooltip(new Tooltip(patient.getText()));
            Label probability = new Label(Figures.brief(shown.probability()));
            probability.getStyleClass().add(shown.wrong() ? "case-wrong" : "case-right");
            Label is = new Label(label(shown));
            is.getStyleClass().add("row-detail");
            return new VBox(2, line(name, probability), line(patient, is));
        }

        /** Each figure takes its own width from its line: the key above has more room than the patient below. */
        private static HBox line(Label name, Label figure) {
            name.setMinWidth(0);
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            figure.setMinWidth(Region.USE_PREF_SIZE);
            return new HBox(8, name, figure);
        }
    }
}

package org.refers.app.annotation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.refers.app.annotation.AgreementViewModel.Matrix;
import org.refers.app.parts.Parts;
import org.refers.model.finding.ReaderAgreement;
import org.refers.viewer.text.Texts;

/** How far each reader agrees with each other one, the model among them. */
final class AgreementTable extends VBox {

    private final Texts texts;
    private final String nothing;

    /**
     * Creates an empty table.
     *
     * @param nothing words in place of it
     */
    AgreementTable(Texts texts, String id, String nothing) {
        super(6);
        this.texts = texts;
        this.nothing = nothing;
        setId(id);
        show(Optional.empty());
    }

    void show(Optional<Matrix> now) {
        getChildren().setAll(now.map(this::table).orElseGet(() -> Parts.paragraph(nothing)));
    }

    private Node table(Matrix matrix) {
        ReaderAgreement agreement = matrix.agreement();
        List<String> readers = agreement.readers();
        if (readers.size() < 2) {
            return Parts.paragraph(texts.get("annotate.agreement.one"));
        }
        GridPane grid = new GridPane(10, 4);
        grid.getStyleClass().add("agreement-matrix");
        for (int i = 0; i < readers.size(); i++) {
            Label column = name(readers.get(i), matrix);
            GridPane.setHalignment(column, HPos.RIGHT);
            grid.add(column, i + 1, 0);
            grid.add(name(readers.get(i), matrix), 0, i + 1);
            for (int j = 0; j < readers.size(); j++) {
                Label cell = cell(i == j ? Optional.empty() : agreement.between(readers.get(i), readers.get(j)));
                GridPane.setHalignment(cell, HPos.RIGHT);
                grid.add(cell, j + 1, i + 1);
            }
        }
        return grid;
    }

    private static Label name(String reader, Matrix matrix) {
        Label label = Parts.detail(reader);
        if (matrix.model().equals(Optional.of(reader))) {
            label.getStyleClass().add("agreement-model");
        }
        return label;
    }

    private Label cell(Optional<ReaderAgreement.Cell> agreement) {
        Label label = new Label(agreement.map(cell -> String.format(Locale.ROOT, "%.2f", cell.iou())).orElse("\u2013"));
        agreement.ifPresent(
                cell -> label.setTooltip(Parts.tooltip(texts.format("annotate.agreement.cases", cell.cases()))));
        return label;
    }
}

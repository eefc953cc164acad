package org.refers.app.annotation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.model.finding.ReaderAgreement;
import org.refers.viewer.text.Texts;

/** How far each reader agrees with each other one. */
final class AgreementTable extends VBox {

    private final Texts texts;

    AgreementTable(Texts texts, AnnotationViewModel model) {
        super(6);
        this.texts = texts;
        setId("reader-agreement");
        model.agreementProperty().subscribe(this::show);
    }

    private void show(Optional<ReaderAgreement> now) {
        getChildren()
                .setAll(now.map(this::table).orElseGet(() -> Parts.paragraph(texts.get("annotate.agreement.none"))));
    }

    private Node table(ReaderAgreement agreement) {
        List<String> readers = agreement.readers();
        if (readers.size() < 2) {
            return Parts.paragraph(texts.get("annotate.agreement.one"));
        }
        GridPane grid = new GridPane(10, 4);
        grid.setId("agreement-matrix");
        for (int i = 0; i < readers.size(); i++) {
            Label column = Parts.detail(readers.get(i));
            GridPane.setHalignment(column, HPos.RIGHT);
            grid.add(column, i + 1, 0);
            grid.add(Parts.detail(readers.get(i)), 0, i + 1);
            for (int j = 0; j < readers.size(); j++) {
                Label cell = cell(i == j ? Optional.empty() : agreement.between(readers.get(i), readers.get(j)));
                GridPane.setHalignment(cell, HPos.RIGHT);
                grid.add(cell, j + 1, i + 1);
            }
        }
        return grid;
    }

    private Label cell(Optional<ReaderAgreement.Cell> agreement) {
        Label label = new Label(agreement.map(cell -> String.format(Locale.ROOT, "%.2f", cell.iou())).orElse("\u2013"));
        agreement.ifPresent(
                cell -> label.setTooltip(Parts.tooltip(texts.format("annotate.agreement.cases", cell.cases()))));
        return label;
    }
}

package org.refers.app.annotation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.refers.app.annotation.AgreementViewModel.Matrix;
import org.refers.app.parts.Parts;
import org.refers.model.finding.ReaderAgreement;
import org.refers.viewer.text.Texts;

/** How far each reader agrees with each other one, the model among them. */
final class AgreementTable extends VBox {

    /** As many stand beside each other with their names; of more, columns bear numbers. */
    private static final int MOST_NAMED = 4;
    private static final int LONGEST = 10;
    private static final double NAME_WIDTH = 120;

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
        boolean numbered = readers.size() > MOST_NAMED || readers.stream().anyMatch(one -> one.length() > LONGEST);
        GridPane grid = new GridPane(10, 4);
        grid.getStyleClass().add("agreement-matrix");
        for (int i = 0; i < readers.size(); i++) {
            String number = String.valueOf(i + 1);
            Label column = name(numbered ? number : readers.get(i), readers.get(i), matrix);
            column.setMinWidth(Region.USE_PREF_SIZE);
            GridPane.setHalignment(column, HPos.RIGHT);
            grid.add(column, i + 1, 0);
            grid.add(row(numbered ? number + "  " + readers.get(i) : readers.get(i), readers.get(i), matrix), 0, i + 1);
            for (int j = 0; j < readers.size(); j++) {
                Label cell = cell(i == j ? Optional.empty() : agreement.between(readers.get(i), readers.get(j)));
                GridPane.setHalignment(cell, HPos.RIGHT);
                grid.add(cell, j + 1, i + 1);
            }
        }
        return grid.getColumnCount() > MOST_NAMED + 1 ? scrolled(grid) : grid;
    }

    /** Twelve readers have no room beside each other, and figures cut to dots say nothing. */
    private Node scrolled(GridPane grid) {
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        scroll.setMinWidth(0);
        scroll.setAccessibleText(texts.get("annotate.agreement"));
        // The bar would lie over the last reader.
        grid.setPadding(new Insets(0, 0, 14, 0));
        return scroll;
    }

    private static Label row(String words, String reader, Matrix matrix) {
        Label label = name(words, reader, matrix);
        label.setMaxWidth(NAME_WIDTH);
        label.setMinWidth(Region.USE_COMPUTED_SIZE);
        label.setTooltip(Parts.tooltip(reader));
        return label;
    }

    private static Label name(String words, String reader, Matrix matrix) {
        Label label = Parts.detail(words);
        if (matrix.model().equals(Optional.of(reader))) {
            label.getStyleClass().add("agreement-model");
        }
        return label;
    }

    private Label cell(Optional<ReaderAgreement.Cell> agreement) {
        Label label = new Label(agreement.map(cell -> String.format(Locale.ROOT, "%.2f", cell.iou())).orElse("\u2013"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        agreement.ifPresent(
                cell -> label.setTooltip(Parts.tooltip(texts.format("annotate.agreement.cases", cell.cases()))));
        return label;
    }
}

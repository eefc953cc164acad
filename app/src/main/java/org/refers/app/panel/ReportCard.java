package org.refers.app.panel;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.training.panel.PanelStudy;
import org.refers.viewer.report.SentenceRows;
import org.refers.viewer.text.Texts;

/** A radiograph with the report that the network writes of its study, beside the radiologist's. */
final class ReportCard extends HBox {

    private static final double PICTURE = 150;

    ReportCard(CardMakings made, PanelCase shown, PanelStudy.Written seen) {
        super(16);
        Texts texts = made.texts();
        getStyleClass().add("panel-card");
        CardPicture picture = new CardPicture(made, shown, PICTURE);
        VBox left = new VBox(4, picture);
        shown.radiograph().ifPresent(entry -> left.getChildren().add(made.link(entry)));
        left.setMinWidth(PICTURE);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("report-grid");
        grid.getColumnConstraints().setAll(half(), half());
        grid.addRow(0, head(texts.get("report.generated")), head(texts.get("report.reference")));
        SentenceRows.fill(grid, 1, seen.text(), shown.reference());
        if (seen.text().isBlank()) {
            grid.add(note(texts.get("panel.wordless")), 0, 1);
        }
        if (shown.reference().isBlank()) {
            grid.add(note(texts.get("panel.noreference")), 1, 1);
        }
        VBox words = new VBox(10, grid, Parts.detail(texts.format("panel.tokens", seen.tokens(),
                seen.logProbability() / Math.max(1, seen.tokens()))));
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(left, words);
        setMaxWidth(Double.MAX_VALUE);
    }

    private static ColumnConstraints half() {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(50);
        return column;
    }

    private static Label head(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("report-heading");
        return label;
    }

    private static Label note(String words) {
        Label label = Parts.paragraph(words);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }
}

package org.refers.viewer.report;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.refers.viewer.report.ReportComparison.Agreement;
import org.refers.viewer.report.ReportComparison.Row;
import org.refers.viewer.report.ReportComparison.Word;
import org.refers.viewer.text.Texts;

/**
 * A generated report beside the radiologist's, sentence by sentence. Words that only one side has stand out, and so
 * does each finding on which the two do not agree. It always says that this is no diagnosis.
 */
public final class ReportPane extends BorderPane {

    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final FlowPane findings = new FlowPane(6, 6);
    private final Label hint = new Label();
    private final ScrollPane scroll;

    /** Creates an empty pane. */
    public ReportPane(Texts texts) {
        this.texts = texts;
        getStyleClass().add("report-pane");
        hint.getStyleClass().add("empty-hint");
        hint.setId("report-hint");
        hint.setWrapText(true);
        grid.setId("report-grid");
        grid.getStyleClass().add("report-grid");
        grid.getColumnConstraints().setAll(column(), column());
        findings.setId("report-findings");
        VBox content = new VBox(12, grid, findings);
        content.getStyleClass().add("report-content");
        scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        Label notice = new Label(texts.get("research.only"));
        notice.getStyleClass().add("research-note");
        setCenter(new StackPane(scroll, hint));
        setBottom(notice);
        showHint(texts.get("report.empty"));
    }

    private static ColumnConstraints column() {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(50);
        column.setHgrow(Priority.ALWAYS);
        column.setHalignment(HPos.LEFT);
        return column;
    }

    /** Shows words in place of reports. */
    public void showHint(String words) {
        hint.setText(words);
        hint.setVisible(true);
        scroll.setVisible(false);
    }

    /**
     * Shows two reports.
     *
     * @param generated the model's text, empty if none was made yet
     * @param reference the radiologist's text, empty if the study has none
     * @param compared findings of both
     */
    public void show(String generated, String reference, List<FindingComparison> compared) {
        hint.setVisible(false);
        scroll.setVisible(true);
        grid.getChildren().clear();
        grid.addRow(0, heading("report.generated"), heading("report.reference"));
        int line = 1;
        for (Row row : ReportComparison.of(generated, reference).rows()) {
            boolean compare = !generated.isBlank() && !reference.isBlank();
            grid.addRow(line, cell(row.generated(), row.agreement(), compare),
                    cell(row.reference(), row.agreement(), compare));
            line++;
        }
        if (generated.isBlank()) {
            grid.add(note("report.nogenerated"), 0, 1);
        }
        if (reference.isBlank()) {
            grid.add(note("report.noreference"), 1, 1);
        }
        findings.getChildren().setAll(compared.stream().map(this::chip).toList());
    }

    private Label heading(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("report-heading");
        return label;
    }

    private Label note(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("row-detail");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private static Node cell(List<Word> words, Agreement agreement, boolean compare) {
        TextFlow flow = new TextFlow();
        for (Word word : words) {
            Text text = new Text(word.text() + " ");
            boolean stands = compare && agreement != Agreement.SAME && !word.shared();
            text.getStyleClass().add(stands ? "report-word-differs" : "report-word");
            flow.getChildren().add(text);
        }
        flow.getStyleClass().add("report-cell");
        if (compare && !words.isEmpty()) {
            flow.getStyleClass().add("report-" + agreement.name().toLowerCase(Locale.ROOT));
        }
        return flow;
    }

    private Label chip(FindingComparison finding) {
        String words = finding.agrees()
                ? texts.format("report.agrees", finding.finding(), finding.reference())
                : texts.format("report.disagrees", finding.finding(), finding.generated(), finding.reference());
        Label chip = new Label(words);
        chip.getStyleClass().addAll("chip", finding.agrees() ? "chip-agrees" : "chip-differs");
        return chip;
    }
}

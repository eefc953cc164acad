package org.refers.viewer.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import org.refers.viewer.report.ReportComparison.Agreement;
import org.refers.viewer.report.ReportComparison.Row;
import org.refers.viewer.report.ReportComparison.Word;

/** The sentences of two reports in two columns of a grid, paired by their words; words that only one side has stand out. */
public final class SentenceRows {

    private SentenceRows() {
    }

    /**
     * Adds a row a pair of sentences.
     *
     * @param grid of two columns
     * @param first number of the first row
     * @param generated the model's text, may be empty
     * @param reference the radiologist's text, may be empty
     */
    public static void fill(GridPane grid, int first, String generated, String reference) {
        boolean compare = !generated.isBlank() && !reference.isBlank();
        int line = first;
        for (Row row : ReportComparison.of(generated, reference, sentence -> Map.of()).rows()) {
            grid.addRow(line, cell(row.generated(), row.agreement(), compare),
                    cell(row.reference(), row.agreement(), compare));
            line++;
        }
    }

    private static Node cell(List<Word> words, Agreement agreement, boolean compare) {
        SentenceCell cell = new SentenceCell(words, compare && agreement.isOfOtherWords());
        if (compare && !words.isEmpty()) {
            cell.getStyleClass().add("report-" + agreement.name().toLowerCase(Locale.ROOT));
        }
        return cell;
    }
}

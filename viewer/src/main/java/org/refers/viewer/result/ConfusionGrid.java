package org.refers.viewer.result;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.refers.viewer.text.Texts;

/** Labels against calls at the operating point: two by two counts, each with its share of the label's row. */
public final class ConfusionGrid extends GridPane {

    private final Texts texts;

    /**
     * The counts.
     *
     * @param truePositives present, called so
     * @param falsePositives absent, called present
     * @param falseNegatives present, called absent
     * @param trueNegatives absent, called so
     */
    public record Counts(int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {
    }

    /** Creates a grid of noughts. */
    public ConfusionGrid(Texts texts) {
        super(6, 6);
        this.texts = texts;
        setId("result-confusion");
        getStyleClass().add("confusion-grid");
        show(new Counts(0, 0, 0, 0));
    }

    /** Shows these counts. */
    public void show(Counts counts) {
        getChildren().clear();
        add(head("result.called.present"), 1, 0);
        add(head("result.called.absent"), 2, 0);
        add(head("result.is.present"), 0, 1);
        add(head("result.is.absent"), 0, 2);
        add(cell("result.outcome.true_positive", counts.truePositives(), counts.falseNegatives(), true), 1, 1);
        add(cell("result.outcome.false_negative", counts.falseNegatives(), counts.truePositives(), false), 2, 1);
        add(cell("result.outcome.false_positive", counts.falsePositives(), counts.trueNegatives(), false), 1, 2);
        add(cell("result.outcome.true_negative", counts.trueNegatives(), counts.falsePositives(), true), 2, 2);
    }

    private Node head(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("row-detail");
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.CENTER);
        return label;
    }

    private Node cell(String key, int count, int rest, boolean right) {
        Label number = new Label(Integer.toString(count));
        number.getStyleClass().add("confusion-count");
        double share = count + rest == 0 ? Double.NaN : (double) count / (count + rest);
        Label words = new Label(texts.get(key));
        words.getStyleClass().add("row-detail");
        Label part = new Label(Double.isNaN(share) ? "" : texts.format("result.ofrow", 100 * share));
        part.getStyleClass().add("row-detail");
        VBox box = new VBox(0, number, words, part);
        box.setAlignment(Pos.CENTER);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.getStyleClass().addAll(List.of("confusion-cell", right ? "confusion-right" : "confusion-wrong"));
        return box;
    }
}

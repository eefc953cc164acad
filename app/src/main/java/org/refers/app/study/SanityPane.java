package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.refers.app.parts.Parts;
import org.refers.training.explain.MapSanity;
import org.refers.training.explain.MapSanity.Step;
import org.refers.training.explain.MapSanity.Verdict;
import org.refers.viewer.text.Texts;

/** The sanity test of the map: its button, how far it is, its verdict, its curve and its figures. */
final class SanityPane extends VBox {

    private final Texts texts;
    private final SanityWords words;
    private final VBox result = new VBox(8);
    private final ProgressBar progress = new ProgressBar(0);

    SanityPane(Texts texts, SanityViewModel model, ExplanationViewModel explanation) {
        super(8);
        this.texts = texts;
        this.words = new SanityWords(texts);
        setId("sanity");
        Button start = Parts.button("sanity-start", MaterialDesignD.DICE_MULTIPLE_OUTLINE,
                texts.get("explain.sanity.start"), model::start);
        start.setTooltip(Parts.tooltip(texts.get("explain.sanity.why")));
        start.disableProperty().bind(explanation.explanationProperty().flatMap(shown -> model.stateProperty()
                .map(now -> shown.isEmpty() || now.running())));
        Button stop = Parts.button("sanity-stop", MaterialDesignS.STOP, texts.get("gallery.stop"), model::stop);
        stop.visibleProperty().bind(model.stateProperty().map(SanityViewModel.State::running));
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.visibleProperty().bind(stop.visibleProperty());
        progress.managedProperty().bind(stop.visibleProperty());
        progress.setAccessibleText(texts.get("explain.sanity"));
        getChildren().addAll(Parts.heading(texts.get("explain.sanity")), new HBox(8, start, stop), progress, result);
        model.stateProperty().subscribe(this::show);
    }

    private void show(SanityViewModel.State now) {
        progress.setProgress(now.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : now.share());
        result.getChildren().setAll(now.result().map(this::result)
                .orElseGet(() -> List.of(Parts.paragraph(texts.get("explain.sanity.words")))));
    }

    private List<Node> result(MapSanity sanity) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(verdict(sanity));
        if (sanity.ignoresClassifier()) {
            Label ignores = Parts.paragraph(texts.get("explain.sanity.ignores"));
            ignores.setId("sanity-ignores");
            nodes.add(ignores);
        }
        if (sanity.verdict() != Verdict.FLAT) {
            SanityCurve curve = new SanityCurve();
            curve.setAccessibleText(texts.get("explain.sanity.curve"));
            curve.show(sanity);
            nodes.add(curve);
            nodes.add(table(sanity));
        }
        nodes.add(Parts.paragraph(texts.get("explain.sanity.reason")));
        return nodes;
    }

    private Node verdict(MapSanity sanity) {
        FontIcon icon = new FontIcon(switch (sanity.verdict()) {
            case DESTROYED -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case KEPT -> MaterialDesignA.ALERT_OUTLINE;
            case FLAT -> MaterialDesignC.CIRCLE_OFF_OUTLINE;
        });
        icon.getStyleClass().add(sanity.verdict() == Verdict.DESTROYED ? "hit-icon" : "miss-icon");
        Label label = new Label(words.verdict(sanity), icon);
        label.setId("sanity-verdict");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.setAlignment(Pos.TOP_LEFT);
        return label;
    }

    private Node table(MapSanity sanity) {
        GridPane grid = new GridPane(12, 2);
        grid.setId("sanity-table");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        ColumnConstraints value = new ColumnConstraints();
        value.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().setAll(name, value, value);
        grid.addRow(0, Parts.detail(texts.get("explain.sanity.upto")),
                key("sanity-rank-key", "explain.sanity.rank", "explain.sanity.rank.why"),
                key("sanity-structure-key", "explain.sanity.structure", "explain.sanity.structure.why"));
        for (int i = 0; i < sanity.steps().size(); i++) {
            Step step = sanity.steps().get(i);
            grid.addRow(i + 1, Parts.detail(words.part(step)), number(step.rank()), number(step.structure()));
        }
        return grid;
    }

    private Label key(String style, String words, String why) {
        Label label = Parts.detail(texts.get(words));
        label.getStyleClass().add(style);
        label.setMinWidth(USE_PREF_SIZE);
        label.setTooltip(Parts.tooltip(texts.get(why)));
        return label;
    }

    private static Label number(double value) {
        return new Label(String.format(Locale.ROOT, "%.2f", value));
    }
}

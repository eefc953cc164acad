package org.refers.viewer.report;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.refers.viewer.overlay.ColourBar;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.text.Texts;

/** Says where the network looked for a token, with the legend of the map over the radiographs. As high with a token as without. */
public final class AttentionBar extends HBox {

    private static final double BAR_WIDTH = 120;

    private final Texts texts;
    private final Label words = new Label();
    private final Label least = new Label();
    private final Label greatest = new Label();
    private final HBox legend;

    /**
     * What is said of a token.
     *
     * @param letters what it wrote
     * @param shares the radiographs that were read, each with its share of the attention, in words
     * @param least the least share of a patch, 0 to 1
     * @param greatest the greatest share of a patch, 0 to 1
     */
    public record Seen(String letters, String shares, double least, double greatest) {
    }

    AttentionBar(Texts texts, ObservableValue<MapLook> look) {
        super(10);
        this.texts = texts;
        setId("attention-bar");
        getStyleClass().add("attention-bar");
        setAlignment(Pos.CENTER_LEFT);
        words.setId("attention-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        ColourBar bar = new ColourBar();
        bar.setPrefWidth(BAR_WIDTH);
        bar.setMinWidth(BAR_WIDTH);
        look.subscribe(bar::show);
        greatest.setId("attention-greatest");
        greatest.setMinWidth(Region.USE_PREF_SIZE);
        least.setMinWidth(Region.USE_PREF_SIZE);
        legend = new HBox(6, least, bar, greatest);
        legend.setAlignment(Pos.CENTER_RIGHT);
        legend.setId("attention-legend");
        legend.setAccessibleText(texts.get("report.attention.legend"));
        getChildren().addAll(words, legend);
        show(Optional.empty(), false);
    }

    /**
     * Shows a token.
     *
     * @param seen the token that is looked at
     * @param possible whether there are tokens to look at
     */
    void show(Optional<Seen> seen, boolean possible) {
        words.setText(seen.map(now -> texts.format("report.attention.seen", now.letters(), now.shares()))
                .orElseGet(() -> possible ? texts.get("report.attention.how") : ""));
        least.setText(seen.map(now -> texts.format("report.attention.least", 100 * now.least())).orElse(""));
        greatest.setText(seen.map(now -> texts.format("report.attention.greatest", 100 * now.greatest())).orElse(""));
        legend.setVisible(seen.isPresent());
        legend.setManaged(seen.isPresent());
    }
}

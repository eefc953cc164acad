package org.refers.viewer.hanging;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.refers.viewer.hanging.PaneContent.Progress;
import org.refers.viewer.text.Texts;

/** A bar over the place of a radiograph that takes long to decode, with the time left. Lets the mouse through. */
final class DecodeBar extends VBox {

    private static final double WIDTH = 260;
    private static final double GAP = 6;

    private final Texts texts;
    private final ProgressBar bar = new ProgressBar();
    private final Label words = new Label();

    DecodeBar(Texts texts) {
        super(GAP);
        this.texts = texts;
        setId("decoding");
        getStyleClass().add("decoding");
        bar.setPrefWidth(WIDTH);
        bar.setId("decoding-bar");
        words.setId("decoding-words");
        getChildren().addAll(bar, words);
        setAlignment(Pos.CENTER);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMouseTransparent(true);
        setVisible(false);
    }

    void show(Optional<Progress> decoding) {
        setVisible(decoding.isPresent());
        decoding.ifPresent(now -> {
            bar.setProgress(now.share());
            long percent = Math.round(100 * now.share());
            words.setText(now.secondsLeft().isPresent()
                    ? texts.format("studies.decoding.left", percent, now.secondsLeft().get())
                    : texts.format("studies.decoding", percent));
        });
    }
}

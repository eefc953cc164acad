package org.refers.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;
import org.refers.training.panel.PanelStudy;
import org.refers.viewer.overlay.MapGrid;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.overlay.OverlayBox;
import org.refers.viewer.overlay.OverlayBox.Owner;
import org.refers.viewer.overlay.ThumbOverlay;
import org.refers.viewer.text.Texts;

/** A radiograph with the map of a finding, readers' boxes, and what the network makes of it. */
final class MapCard extends HBox {

    /** Two cards beside each other between form and list of a window 1500 pixels wide, which is how it opens. */
    private static final double PICTURE = 184;
    private static final double WORDS = 130;
    /** A pixel and a half on the screen. */
    private static final int STROKE = 3;

    MapCard(CardMakings made, PanelCase shown, PanelStudy.Mapped seen, MapLook look) {
        super(14);
        Texts texts = made.texts();
        getStyleClass().add("panel-card");
        CardPicture picture = new CardPicture(made, shown, PICTURE);
        ActivationMap map = seen.map();
        picture.cover(ThumbOverlay.paint(grid(map), look, boxes(shown.boxes()), map.rows(), map.columns(),
                PanelPictures.SIDE, STROKE));
        Label label = Parts.detail(texts.format("panel.label",
                texts.get("panel.label." + seen.label().name().toLowerCase(Locale.ROOT))));
        Label probability = new Label(texts.format("panel.probability", seen.probability()));
        ProgressBar bar = new ProgressBar(seen.probability());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("thin-bar");
        Label finding = Parts.heading(words(map.finding()));
        finding.setWrapText(true);
        VBox words = new VBox(8, finding, label, new VBox(5, probability, bar));
        if (!shown.boxes().isEmpty()) {
            Label boxed = Parts.detail(texts.format("panel.boxes", shown.boxes().size()));
            boxed.getStyleClass().add("row-boxes");
            words.getChildren().add(boxed);
        }
        shown.radiograph().ifPresent(entry -> words.getChildren().add(made.link(entry)));
        words.setMinWidth(WORDS);
        words.setMaxWidth(WORDS);
        getChildren().addAll(picture, words);
        picture.setAccessibleText(String.join(", ", finding.getText(), label.getText(), probability.getText()));
    }

    private static String words(String finding) {
        String words = finding.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static MapGrid grid(ActivationMap map) {
        int size = map.geometry().inputSize();
        return new MapGrid(map.grid(), map.grid(), map.normalized(),
                map.geometry().toRadiograph(new Box(0, 0, size, size)));
    }

    private static List<OverlayBox> boxes(List<ReaderBox> given) {
        List<String> readers = given.stream().map(ReaderBox::reader).distinct().sorted().toList();
        List<OverlayBox> drawn = new ArrayList<>();
        given.forEach(box -> drawn.add(new OverlayBox(box.box(), Owner.READER, readers.indexOf(box.reader()), "")));
        return drawn;
    }
}

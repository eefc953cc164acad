package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.app.study.SurveyViewModel.Picture;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.viewer.browser.BrowserView;
import org.refers.viewer.browser.ThumbnailSource;
import org.refers.viewer.overlay.ColourMap;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.overlay.OverlayBox;
import org.refers.viewer.overlay.OverlayBox.Owner;
import org.refers.viewer.overlay.ThumbOverlay;
import org.refers.viewer.text.Texts;

/** A radiograph of the gallery: small, with map and boxes, and how well they agree. */
final class GalleryCell extends ListCell<Picture> {

    /** As the browser's thumbnails are made, so that both share them. */
    private static final int SIDE = ThumbnailLoader.SIDE;
    /** Faint enough to see the anatomy in so small a picture. */
    private static final double OPACITY = 0.45;

    private final Texts texts;
    private final ThumbnailSource thumbnails;
    private final ReadOnlyObjectProperty<ColourMap> colours;
    private final ImageView radiograph = new ImageView();
    private final ImageView overlay = new ImageView();
    private final Label iou = new Label();
    private final Label hit = Parts.detail("");
    private final Label boxes = Parts.detail("");
    private final HBox row;

    GalleryCell(Texts texts, ThumbnailSource thumbnails, ReadOnlyObjectProperty<ColourMap> colours) {
        this.texts = texts;
        this.thumbnails = thumbnails;
        this.colours = colours;
        iou.getStyleClass().add("section-heading");
        StackPane picture = new StackPane(radiograph, overlay);
        picture.setMinSize(SIDE, SIDE);
        picture.setMaxSize(SIDE, SIDE);
        row = new HBox(12, picture, new VBox(4, iou, hit, boxes));
        row.setAlignment(Pos.CENTER_LEFT);
        boxes.setWrapText(true);
        boxes.setMinHeight(Region.USE_PREF_SIZE);
        // As wide as the list and no wider.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(Picture picture, boolean empty) {
        super.updateItem(picture, empty);
        if (empty || picture == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        RadiographEntry entry = picture.radiograph();
        iou.setText(picture.compared().shown().isEmpty()
                ? texts.get("explain.meaniou.none")
                : texts.format("explain.meaniou", picture.meanIou()));
        hit.setText(texts.get(picture.compared().hit() ? "explain.hit" : "explain.miss"));
        boxes.setText(texts.format("gallery.boxes", picture.compared().given().size(),
                picture.compared().shown().size()));
        overlay.setImage(image(ThumbOverlay.paint(picture.map(), new MapLook(colours.get(), OPACITY), drawn(picture),
                entry.rows(), entry.columns(), SIDE)));
        radiograph.setImage(null);
        thumbnails.request(new BrowserView(entry.id(), entry.view(), entry.columns(), entry.rows(),
                entry.boxes().size()), ready -> {
                    Picture now = getItem();
                    if (now != null && now.radiograph().id().equals(entry.id())) {
                        radiograph.setImage(ready);
                    }
                });
        setAccessibleText(String.join(", ", iou.getText(), hit.getText(), boxes.getText()).toLowerCase(Locale.ROOT));
        setGraphic(row);
    }

    private static List<OverlayBox> drawn(Picture picture) {
        List<ReaderBox> given = picture.compared().given();
        List<String> readers = given.stream().map(ReaderBox::reader).distinct().sorted().toList();
        List<OverlayBox> drawn = new ArrayList<>();
        given.forEach(box -> drawn.add(new OverlayBox(box.box(), Owner.READER, readers.indexOf(box.reader()), "")));
        for (LesionBox box : picture.compared().shown()) {
            drawn.add(new OverlayBox(box.box(), Owner.MODEL, 0, ""));
        }
        return drawn;
    }

    private static Image image(int[] pixels) {
        WritableImage image = new WritableImage(SIDE, SIDE);
        image.getPixelWriter().setPixels(0, 0, SIDE, SIDE, PixelFormat.getIntArgbPreInstance(), pixels, 0, SIDE);
        return image;
    }
}

package org.refers.app.panel;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.refers.app.parts.Parts;

/** The radiograph of a card, and what lies over it. */
final class CardPicture extends StackPane {

    private static final int SIDE = PanelPictures.SIDE;

    private final double size;

    /**
     * Creates a picture.
     *
     * @param size side on the screen
     */
    CardPicture(CardMakings made, PanelCase shown, double size) {
        this.size = size;
        getStyleClass().add("panel-picture");
        setMinSize(size, size);
        setMaxSize(size, size);
        if (shown.radiograph().isEmpty()) {
            say(made.texts().get("panel.elsewhere"));
            return;
        }
        made.pictures().request(shown.radiograph().get(), ready -> ready.ifPresentOrElse(
                pixels -> getChildren().addFirst(view(image(pixels, PixelFormat.getIntArgbInstance()))),
                () -> say(made.texts().get("panel.unreadable"))));
    }

    private void say(String words) {
        getChildren().addFirst(Parts.paragraph(words));
    }

    /** Lays something over the radiograph, as premultiplied ARGB of the pictures' size. */
    void cover(int[] pixels) {
        getChildren().add(view(image(pixels, PixelFormat.getIntArgbPreInstance())));
    }

    private static Image image(int[] pixels, PixelFormat<IntBuffer> format) {
        WritableImage image = new WritableImage(SIDE, SIDE);
        image.getPixelWriter().setPixels(0, 0, SIDE, SIDE, format, pixels, 0, SIDE);
        return image;
    }

    private ImageView view(Image image) {
        ImageView view = new ImageView(image);
        view.setFitWidth(size);
        view.setFitHeight(size);
        view.setSmooth(true);
        return view;
    }
}

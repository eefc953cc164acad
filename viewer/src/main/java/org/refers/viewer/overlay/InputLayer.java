package org.refers.viewer.overlay;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.refers.viewer.image.FrameImage;
import org.refers.viewer.image.OverlayLayer;
import org.refers.viewer.image.Placement;
import org.refers.viewer.image.Viewport;
import org.refers.viewer.text.Texts;

/**
 * What the network is given, in place of the radiograph: each of its pixels is a square, so that nobody takes the picture for finer
 * than it is. What the network is not given is black.
 */
public final class InputLayer implements OverlayLayer {

    private static final int BLACK = 0xff000000;

    /** Between the words at the top's left and right. */
    private static final double FROM_TOP = 10;

    private final Texts texts;
    private final FrameImage image = new FrameImage();
    private final Label size = new Label();
    private final Group all = new Group(image.node(), size);
    private final ObjectProperty<Optional<InputPicture>> picture = new SimpleObjectProperty<>(Optional.empty());
    private Optional<Painted> painted = Optional.empty();

    /** What the last painted frame depends on; pictures are equal if they share their grey levels. */
    private record Painted(InputPicture picture, Placement placement) {
    }

    /** Creates a layer without a picture. */
    public InputLayer(Texts texts) {
        this.texts = texts;
        all.setId("input-layer");
        all.setMouseTransparent(true);
        all.setVisible(false);
        size.setId("input-size");
        size.getStyleClass().add("input-badge");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void onChange(Runnable redraw) {
        picture.subscribe(redraw);
    }

    @Override
    public void place(Placement placement) {
        all.setVisible(picture.get().isPresent());
        Optional<Painted> wanted = picture.get().map(shown -> new Painted(shown, placement));
        if (wanted.isPresent() && !wanted.equals(painted)) {
            painted = wanted;
            InputPicture shown = wanted.get().picture();
            size.setText(texts.format("view.input", shown.side(), shown.side()));
            size.autosize();
            size.relocate(Math.max(0, (placement.width() - size.prefWidth(-1)) / 2), FROM_TOP);
            placement.paint(image, (viewport, width, height, frame) -> paint(shown, viewport, width, height, frame));
        }
    }

    /** Paints a frame of opaque ARGB, row after row. */
    static void paint(InputPicture shown, Viewport viewport, int width, int height, int[] frame) {
        int[] columns = new int[width];
        for (int x = 0; x < width; x++) {
            columns[x] = cell(viewport.imageX(x + 0.5), shown.area().x(), shown.area().width(), shown.side());
        }
        for (int y = 0; y < height; y++) {
            int row = cell(viewport.imageY(y + 0.5), shown.area().y(), shown.area().height(), shown.side());
            for (int x = 0; x < width; x++) {
                int grey = row < 0 || columns[x] < 0 ? 0 : shown.grey()[row * shown.side() + columns[x]] & 0xff;
                frame[y * width + x] = BLACK | grey * 0x010101;
            }
        }
    }

    /** Which of the picture's pixels lies at a position of the radiograph; -1 beside it. */
    private static int cell(double at, double from, double length, int side) {
        double cell = (at - from) / length * side;
        return cell < 0 || cell >= side ? -1 : (int) cell;
    }

    /** What the network is given; empty while the radiograph itself is shown. */
    public ObjectProperty<Optional<InputPicture>> pictureProperty() {
        return picture;
    }
}

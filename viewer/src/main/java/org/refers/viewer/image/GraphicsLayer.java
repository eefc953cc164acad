package org.refers.viewer.image;

import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import org.refers.model.study.OverlayPlane;
import org.refers.model.study.Overlays;

/** The overlay planes of a file, drawn over the grey picture in one colour. */
final class GraphicsLayer implements OverlayLayer {

    /** Yellow-green stands out from every grey, and from the colours of maps and boxes. */
    private static final int COLOUR = 0xffd4f23a;

    private final FrameImage image = new FrameImage();
    private final ObjectProperty<Overlays> overlays = new SimpleObjectProperty<>(Overlays.NONE);
    private final BooleanProperty shown = new SimpleBooleanProperty(true);
    private Optional<Placed> placed = Optional.empty();

    /** What the last drawn frame depends on. */
    private record Placed(Overlays overlays, Placement placement) {
    }

    GraphicsLayer() {
        image.node().setId("graphics-layer");
    }

    @Override
    public Node node() {
        return image.node();
    }

    @Override
    public void onChange(Runnable redraw) {
        overlays.subscribe(redraw);
        shown.subscribe(redraw);
    }

    @Override
    public void place(Placement placement) {
        boolean visible = shown.get() && !overlays.get().planes().isEmpty();
        image.node().setVisible(visible);
        Placed wanted = new Placed(overlays.get(), placement);
        // A window drag places layers too, and changes nothing here.
        if (visible && !placed.filter(wanted::equals).isPresent()) {
            placement.paint(image, (viewport, width, height, frame) -> paint(overlays.get(), viewport, width, height,
                    frame));
            placed = Optional.of(wanted);
        }
    }

    /**
     * Draws a frame: a screen pixel is marked if any bit of a plane lies under it, so that thin lines stay whole however small
     * the picture is.
     *
     * @param frame ARGB, row after row; transparent where nothing is marked
     */
    static void paint(Overlays overlays, Viewport viewport, int width, int height, int[] frame) {
        Arrays.fill(frame, 0, width * height, 0);
        for (OverlayPlane plane : overlays.planes()) {
            paint(plane, viewport, width, height, frame);
        }
    }

    private static void paint(OverlayPlane plane, Viewport viewport, int width, int height, int[] frame) {
        for (int y = 0; y < height; y++) {
            int firstRow = (int) Math.floor(viewport.imageY(y));
            int lastRow = Math.max(firstRow, (int) Math.ceil(viewport.imageY(y + 1)) - 1);
            if (lastRow < plane.top() || firstRow >= plane.top() + plane.rows()) {
                continue;
            }
            for (int x = 0; x < width; x++) {
                int firstColumn = (int) Math.floor(viewport.imageX(x));
                int lastColumn = Math.max(firstColumn, (int) Math.ceil(viewport.imageX(x + 1)) - 1);
                if (isMarked(plane, firstRow, lastRow, firstColumn, lastColumn)) {
                    frame[y * width + x] = COLOUR;
                }
            }
        }
    }

    private static boolean isMarked(OverlayPlane plane, int firstRow, int lastRow, int firstColumn, int lastColumn) {
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                if (plane.covers(row, column)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is drawn. */
    ObjectProperty<Overlays> overlaysProperty() {
        return overlays;
    }

    /** Whether it is drawn. */
    BooleanProperty shownProperty() {
        return shown;
    }
}

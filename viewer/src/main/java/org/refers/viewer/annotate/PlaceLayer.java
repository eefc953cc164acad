package org.refers.viewer.annotate;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.refers.model.finding.Box;
import org.refers.viewer.image.OverlayLayer;
import org.refers.viewer.image.Placement;

/** Points out places that words elsewhere speak of, with a dashed frame and a word below it. */
public final class PlaceLayer implements OverlayLayer {

    private static final double LABEL_HEIGHT = 18;

    private final Pane pane = new Pane();
    private final ObjectProperty<List<Place>> places = new SimpleObjectProperty<>(List.of());
    private final List<Rectangle> frames = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    /**
     * A place of the radiograph.
     *
     * @param box where
     * @param words what stands below it
     */
    public record Place(Box box, String words) {
    }

    /** Creates a layer that points nowhere. */
    public PlaceLayer() {
        pane.setId("place-layer");
        pane.setMouseTransparent(true);
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void onChange(Runnable redraw) {
        places.subscribe(() -> {
            rebuild();
            redraw.run();
        });
    }

    private void rebuild() {
        frames.clear();
        labels.clear();
        for (Place place : places.get()) {
            Rectangle frame = new Rectangle();
            frame.getStyleClass().add("place-frame");
            frames.add(frame);
            Label label = new Label(place.words());
            label.getStyleClass().add("place-label");
            label.setMinSize(Region.USE_PREF_SIZE, LABEL_HEIGHT);
            labels.add(label);
        }
        pane.getChildren().setAll(frames);
        pane.getChildren().addAll(labels);
    }

    @Override
    public void place(Placement placement) {
        for (int i = 0; i < frames.size(); i++) {
            Bounds where = placement.toScreen(places.get().get(i).box());
            Rectangle frame = frames.get(i);
            frame.setX(where.getMinX());
            frame.setY(where.getMinY());
            frame.setWidth(where.getWidth());
            frame.setHeight(where.getHeight());
            // Words of the second place stand at the other end: a box that was moved little would cover them.
            double right = where.getMaxX() - labels.get(i).prefWidth(LABEL_HEIGHT);
            labels.get(i).relocate(i % 2 == 0 ? where.getMinX() : right, where.getMaxY() + 2);
        }
    }

    /** The places that are pointed out. */
    public ObjectProperty<List<Place>> placesProperty() {
        return places;
    }
}

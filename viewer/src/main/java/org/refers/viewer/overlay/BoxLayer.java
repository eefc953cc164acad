package org.refers.viewer.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;
import org.refers.viewer.image.OverlayLayer;
import org.refers.viewer.image.Placement;

/**
 * Boxes of radiologists and of the model. Colours follow the method's figure, radiologists red and ours green; since
 * those two are hard to tell apart for some readers, each box also says in words whose it is.
 */
public final class BoxLayer implements OverlayLayer {

    private static final double STROKE = 2;
    private static final double LABEL_HEIGHT = 18;

    private final Pane pane = new Pane();
    private final ObjectProperty<List<OverlayBox>> boxes = new SimpleObjectProperty<>(List.of());
    private final List<Rectangle> rectangles = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    /** Creates a layer without boxes. */
    public BoxLayer() {
        pane.setId("box-layer");
        pane.setMouseTransparent(true);
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void onChange(Runnable redraw) {
        boxes.subscribe(() -> {
            rebuild();
            redraw.run();
        });
    }

    private void rebuild() {
        rectangles.clear();
        labels.clear();
        for (OverlayBox box : boxes.get()) {
            rectangles.add(rectangle(box));
            labels.add(label(box));
        }
        pane.getChildren().setAll(rectangles);
        pane.getChildren().addAll(labels);
    }

    private static Rectangle rectangle(OverlayBox box) {
        Rectangle rectangle = new Rectangle();
        rectangle.setFill(Color.TRANSPARENT);
        rectangle.setStroke(colour(box.owner()));
        rectangle.setStrokeWidth(STROKE);
        rectangle.setStrokeType(StrokeType.CENTERED);
        if (box.number() > 0) {
            rectangle.getStrokeDashArray().setAll(box.number() == 1 ? List.of(8.0, 6.0) : List.of(2.0, 6.0));
        }
        rectangle.getStyleClass().add(styleClass(box.owner()));
        return rectangle;
    }

    private static Label label(OverlayBox box) {
        Label label = new Label(box.label());
        label.getStyleClass().addAll("box-label", styleClass(box.owner()));
        label.setVisible(!box.label().isBlank());
        label.setMinSize(Region.USE_PREF_SIZE, LABEL_HEIGHT);
        label.setTextFill(Color.BLACK);
        label.setStyle("-fx-background-color: " + (box.owner() == OverlayBox.Owner.READER ? "#ff5a4f" : "#3ddc71")
                + "; -fx-padding: 0 5 0 5; -fx-font-size: 11px;");
        return label;
    }

    /** Red for radiologists, green for the model; a little lighter than pure, to stand out on black. */
    public static Color colour(OverlayBox.Owner owner) {
        return owner == OverlayBox.Owner.READER ? Color.web("#ff5a4f") : Color.web("#3ddc71");
    }

    private static String styleClass(OverlayBox.Owner owner) {
        return owner == OverlayBox.Owner.READER ? "reader-box" : "model-box";
    }

    @Override
    public void place(Placement placement) {
        List<Bounds> taken = new ArrayList<>();
        for (int i = 0; i < rectangles.size(); i++) {
            OverlayBox shown = boxes.get().get(i);
            Bounds where = placement.toScreen(shown.box());
            Rectangle rectangle = rectangles.get(i);
            rectangle.setX(where.getMinX());
            rectangle.setY(where.getMinY());
            rectangle.setWidth(where.getWidth());
            rectangle.setHeight(where.getHeight());
            placeLabel(labels.get(i), shown, rectangle, new Room(placement, taken));
        }
    }

    /**
     * Where words may stand.
     *
     * @param taken where others stand
     */
    private record Room(Placement view, List<Bounds> taken) {

        boolean isFree(Bounds place) {
            return taken.stream().noneMatch(place::intersects);
        }

        boolean holds(Rectangle box) {
            return box.getBoundsInParent().intersects(0, 0, view.width(), view.height());
        }

        boolean reaches(double y) {
            return y >= 0 && y <= view.height() - LABEL_HEIGHT;
        }

        /** Where there is no room left words cover each other rather than nothing being said. */
        double visible(double y) {
            return Math.max(0, Math.min(y, view.height() - LABEL_HEIGHT));
        }

        /** Within the view, as far as the words are no longer than it is wide. */
        double within(double x, double width) {
            return Math.max(0, Math.min(x, view.width() - width));
        }
    }

    /**
     * Readers above their box, ours below; every second reader at the right end; farther away where another's words stand already. Where
     * the view ends, they go the other way: words that nobody sees would leave the box nobody's.
     */
    private static void placeLabel(Label label, OverlayBox shown, Rectangle box, Room room) {
        boolean isReader = shown.owner() == OverlayBox.Owner.READER;
        double width = label.prefWidth(LABEL_HEIGHT);
        double left = box.getX() - STROKE / 2;
        double right = box.getX() + box.getWidth() + STROKE / 2 - width;
        double x = shown.number() % 2 == 1 && right > left ? right : left;
        double above = box.getY() - LABEL_HEIGHT - STROKE / 2;
        double below = box.getY() + box.getHeight() + STROKE / 2;
        if (!label.isVisible() || !room.holds(box)) {
            label.relocate(x, isReader ? above : below);
            return;
        }
        double inside = room.within(x, width);
        Bounds place = free(inside, width, isReader ? above : below, isReader ? -1 : 1, room)
                .or(() -> free(inside, width, isReader ? box.getY() : box.getY() + box.getHeight() - LABEL_HEIGHT,
                        isReader ? 1 : -1, room))
                .orElseGet(() -> new BoundingBox(inside, room.visible(isReader ? above : below), width,
                        LABEL_HEIGHT - 1));
        label.relocate(place.getMinX(), place.getMinY());
        room.taken().add(place);
    }

    /** The first place from a height on that nobody has, in steps of a label's height; none up to the view's edge. */
    private static Optional<Bounds> free(double x, double width, double from, int direction, Room room) {
        for (double y = from; room.reaches(y); y += direction * LABEL_HEIGHT) {
            Bounds place = new BoundingBox(x, y, width, LABEL_HEIGHT - 1);
            if (room.isFree(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** The boxes shown. */
    public ObjectProperty<List<OverlayBox>> boxesProperty() {
        return boxes;
    }
}

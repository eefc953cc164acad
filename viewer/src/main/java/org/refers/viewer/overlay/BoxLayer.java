package org.refers.viewer.overlay;

import java.util.ArrayList;
import java.util.List;
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
            placeLabel(labels.get(i), shown, rectangle, taken);
        }
    }

    /**
     * Readers above their box, ours below; every second reader at the right end; farther away where another's words stand already.
     */
    private static void placeLabel(Label label, OverlayBox shown, Rectangle box, List<Bounds> taken) {
        boolean isReader = shown.owner() == OverlayBox.Owner.READER;
        double width = label.prefWidth(LABEL_HEIGHT);
        double left = box.getX() - STROKE / 2;
        double right = box.getX() + box.getWidth() + STROKE / 2 - width;
        double x = shown.number() % 2 == 1 && right > left ? right : left;
        double y = isReader ? box.getY() - LABEL_HEIGHT - STROKE / 2 : box.getY() + box.getHeight() + STROKE / 2;
        Bounds place = new BoundingBox(x, y, width, LABEL_HEIGHT - 1);
        while (label.isVisible() && taken.stream().anyMatch(place::intersects)) {
            y += isReader ? -LABEL_HEIGHT : LABEL_HEIGHT;
            place = new BoundingBox(x, y, width, LABEL_HEIGHT - 1);
        }
        label.relocate(x, y);
        if (label.isVisible()) {
            taken.add(place);
        }
    }

    /** The boxes shown. */
    public ObjectProperty<List<OverlayBox>> boxesProperty() {
        return boxes;
    }
}

package org.refers.viewer.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.refers.model.finding.Box;
import org.refers.viewer.image.OverlayLayer;
import org.refers.viewer.image.Placement;

/**
 * Draws the boxes that can be edited: blue, told apart from the red of others and the green of the model also by those who do not tell
 * red from green, with handles on the one that is selected.
 */
public final class BoxEditLayer implements OverlayLayer {

    private static final Color COLOUR = Color.web("#4cc2ff");
    private static final double LABEL_HEIGHT = 18;
    private static final double HANDLE = 7;

    private final Pane pane = new Pane();
    private final BoxEditing editing;

    /** Creates the layer of an editor. */
    public BoxEditLayer(BoxEditing editing) {
        this.editing = editing;
        pane.setId("edit-layer");
        pane.setMouseTransparent(true);
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void onChange(Runnable redraw) {
        editing.boxesProperty().subscribe(redraw);
        editing.selectedProperty().subscribe(redraw);
        editing.draftProperty().subscribe(redraw);
    }

    @Override
    public void place(Placement placement) {
        Optional<Box> draft = editing.draftProperty().get();
        Optional<String> pulled = editing.pulled();
        List<Node> nodes = new ArrayList<>();
        for (EditableBox box : editing.boxesProperty().get()) {
            boolean isPulled = pulled.filter(box.id()::equals).isPresent();
            Box where = isPulled ? draft.orElse(box.box()) : box.box();
            boolean isSelected = editing.selectedProperty().get().filter(box.id()::equals).isPresent();
            draw(nodes, placement, where, isSelected);
            nodes.add(label(box.label(), placement.toScreen(where)));
        }
        if (pulled.isEmpty()) {
            draft.ifPresent(box -> draw(nodes, placement, box, true));
        }
        pane.getChildren().setAll(nodes);
    }

    private static void draw(List<Node> nodes, Placement placement, Box box, boolean isSelected) {
        Bounds where = placement.toScreen(box);
        Rectangle rectangle = new Rectangle(where.getMinX(), where.getMinY(), where.getWidth(), where.getHeight());
        rectangle.setFill(isSelected ? COLOUR.deriveColor(0, 1, 1, 0.12) : Color.TRANSPARENT);
        rectangle.setStroke(COLOUR);
        rectangle.setStrokeWidth(isSelected ? 2.5 : 2);
        rectangle.getStyleClass().add(isSelected ? "selected-box" : "own-box");
        nodes.add(rectangle);
        if (isSelected) {
            BoxGrip.handles().forEach(grip -> nodes.add(handle(placement, grip.of(box))));
        }
    }

    private static Node handle(Placement placement, Point2D at) {
        Point2D where = placement.toScreen(at.getX(), at.getY());
        Rectangle handle = new Rectangle(where.getX() - HANDLE / 2, where.getY() - HANDLE / 2, HANDLE, HANDLE);
        handle.setFill(Color.WHITE);
        handle.setStroke(COLOUR.darker());
        handle.getStyleClass().add("box-handle");
        return handle;
    }

    private static Label label(String words, Bounds box) {
        Label label = new Label(words);
        label.getStyleClass().addAll("box-label", "own-box-label");
        label.setVisible(!words.isBlank());
        label.setMinSize(Region.USE_PREF_SIZE, LABEL_HEIGHT);
        label.setTextFill(Color.BLACK);
        label.setStyle("-fx-background-color: #4cc2ff; -fx-padding: 0 5 0 5; -fx-font-size: 11px;");
        label.relocate(box.getMinX() - 1, box.getMinY() - LABEL_HEIGHT - 1);
        return label;
    }
}

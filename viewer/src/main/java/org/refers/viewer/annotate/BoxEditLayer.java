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
    private final List<ShownBox> shown = new ArrayList<>();

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
        Runnable changed = () -> {
            rebuild();
            redraw.run();
        };
        editing.boxesProperty().subscribe(changed);
        editing.selectedProperty().subscribe(changed);
        editing.draftProperty().subscribe(changed);
    }

    /** Nodes are made before they are placed: a label knows its size only once it was in the scene. */
    private void rebuild() {
        shown.clear();
        Optional<Box> draft = editing.draftProperty().get();
        Optional<String> pulled = editing.pulled();
        for (EditableBox box : editing.boxesProperty().get()) {
            boolean isPulled = pulled.filter(box.id()::equals).isPresent();
            boolean isSelected = editing.selectedProperty().get().filter(box.id()::equals).isPresent();
            shown.add(new ShownBox(isPulled ? draft.orElse(box.box()) : box.box(), rectangle(isSelected),
                    label(box.label()), handles(isSelected)));
        }
        if (pulled.isEmpty()) {
            draft.ifPresent(box -> shown.add(new ShownBox(box, rectangle(true), label(""), handles(true))));
        }
        pane.getChildren().clear();
        shown.forEach(box -> {
            pane.getChildren().addAll(box.rectangle, box.label);
            pane.getChildren().addAll(box.handles);
        });
    }

    /** A box and what draws it; handles are in the order of {@link BoxGrip#handles}. */
    private record ShownBox(Box box, Rectangle rectangle, Label label, List<Rectangle> handles) {
    }

    private static Rectangle rectangle(boolean isSelected) {
        Rectangle rectangle = new Rectangle();
        rectangle.setFill(isSelected ? COLOUR.deriveColor(0, 1, 1, 0.12) : Color.TRANSPARENT);
        rectangle.setStroke(COLOUR);
        rectangle.setStrokeWidth(isSelected ? 2.5 : 2);
        rectangle.getStyleClass().add(isSelected ? "selected-box" : "own-box");
        return rectangle;
    }

    private static List<Rectangle> handles(boolean isSelected) {
        return isSelected ? BoxGrip.handles().map(grip -> handle()).toList() : List.of();
    }

    private static Rectangle handle() {
        Rectangle handle = new Rectangle(HANDLE, HANDLE);
        handle.setFill(Color.WHITE);
        handle.setStroke(COLOUR.darker());
        handle.getStyleClass().add("box-handle");
        return handle;
    }

    @Override
    public void place(Placement placement) {
        for (ShownBox box : shown) {
            Bounds where = placement.toScreen(box.box);
            box.rectangle.setX(where.getMinX());
            box.rectangle.setY(where.getMinY());
            box.rectangle.setWidth(where.getWidth());
            box.rectangle.setHeight(where.getHeight());
            box.label.relocate(where.getMinX() - 1, where.getMinY() - LABEL_HEIGHT - 1);
            List<BoxGrip> grips = BoxGrip.handles().toList();
            for (int i = 0; i < box.handles.size(); i++) {
                Point2D at = grips.get(i).of(box.box);
                Point2D there = placement.toScreen(at.getX(), at.getY());
                box.handles.get(i).setX(there.getX() - HANDLE / 2);
                box.handles.get(i).setY(there.getY() - HANDLE / 2);
            }
        }
    }

    private static Label label(String words) {
        Label label = new Label(words);
        label.getStyleClass().addAll("box-label", "own-box-label");
        label.setVisible(!words.isBlank());
        label.setMinSize(Region.USE_PREF_SIZE, LABEL_HEIGHT);
        label.setTextFill(Color.BLACK);
        label.setStyle("-fx-background-color: #4cc2ff; -fx-padding: 0 5 0 5; -fx-font-size: 11px;");
        return label;
    }
}

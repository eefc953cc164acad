package org.refers.viewer.annotate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import org.refers.model.finding.Box;
import org.refers.viewer.image.PointerTool;

/**
 * Drawing, moving and resizing of boxes by the pointer. What was done is told when the button goes up; the boxes shown are set from
 * outside, once they are kept. Used on the screen's thread.
 */
public final class BoxEditing implements PointerTool {

    private final ObjectProperty<List<EditableBox>> boxes = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<String>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Box>> draft = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Edits edits;
    private Dimension2D size = new Dimension2D(0, 0);
    private Optional<Drag> drag = Optional.empty();

    /** Takes what was done. */
    public interface Edits {

        /** A new box was drawn. */
        void drawn(Box box);

        /** A box has another place or size. */
        void changed(EditableBox before, Box after);

        /** A box is to be taken away. */
        void removed(EditableBox box);
    }

    /**
     * A drag.
     *
     * @param held the box that is pulled, none while a new one is drawn
     * @param grip where it is held
     * @param from where the button went down
     * @param reach how near counted as on it then; a drag shorter than that was a click
     */
    private record Drag(Optional<EditableBox> held, BoxGrip grip, Point2D from, double reach) {
    }

    /** Creates an editor without boxes. */
    public BoxEditing(Edits edits) {
        this.edits = edits;
        boxes.subscribe(now -> {
            if (selected.get().filter(id -> now.stream().noneMatch(box -> box.id().equals(id))).isPresent()) {
                selected.set(Optional.empty());
            }
        });
    }

    /** Says how large the radiograph is; what was being drawn on another one is given up. */
    public void setSize(double columns, double rows) {
        size = new Dimension2D(columns, rows);
        cancel();
    }

    @Override
    public void press(Point2D at, double reach) {
        Optional<EditableBox> held = selectedBox().filter(box -> BoxGrip.at(box.box(), at, reach).isPresent())
                .or(() -> under(at, reach));
        selected.set(held.map(EditableBox::id));
        BoxGrip grip = held.flatMap(box -> BoxGrip.at(box.box(), at, reach)).orElse(BoxGrip.WHOLE);
        drag = Optional.of(new Drag(held, grip, at, reach));
        draft.set(Optional.empty());
    }

    /** The smallest box at a position: one inside another can be taken too. */
    private Optional<EditableBox> under(Point2D at, double reach) {
        return boxes.get().stream().filter(box -> BoxGrip.at(box.box(), at, reach).isPresent())
                .min(Comparator.comparingDouble(box -> box.box().area()));
    }

    @Override
    public void drag(Point2D to) {
        drag.ifPresent(now -> {
            Point2D by = to.subtract(now.from);
            if (draft.get().isEmpty() && by.magnitude() < now.reach / 2) {
                return;
            }
            draft.set(now.held.isPresent()
                    ? now.grip.pulled(now.held.get().box(), by, size.getWidth(), size.getHeight())
                    : BoxGrip.between(now.from, to, size.getWidth(), size.getHeight()));
        });
    }

    @Override
    public void release() {
        Optional<Drag> ended = drag;
        Optional<Box> drawn = draft.get();
        drag = Optional.empty();
        draft.set(Optional.empty());
        if (ended.isEmpty() || drawn.isEmpty()) {
            return;
        }
        if (ended.get().held.isEmpty()) {
            edits.drawn(drawn.get());
        } else if (!ended.get().held.get().box().equals(drawn.get())) {
            edits.changed(ended.get().held.get(), drawn.get());
        }
    }

    @Override
    public boolean cancel() {
        boolean wasDrawing = drag.isPresent();
        drag = Optional.empty();
        draft.set(Optional.empty());
        return wasDrawing;
    }

    @Override
    public boolean delete() {
        Optional<EditableBox> box = selectedBox();
        box.ifPresent(edits::removed);
        return box.isPresent();
    }

    /** The box that keys and fields act on. */
    public Optional<EditableBox> selectedBox() {
        return selected.get().flatMap(id -> boxes.get().stream().filter(box -> box.id().equals(id)).findFirst());
    }

    /** The box that is being pulled, so that it is drawn where it is pulled to. */
    Optional<String> pulled() {
        return drag.flatMap(Drag::held).map(EditableBox::id);
    }

    /** The boxes that can be edited. */
    public ObjectProperty<List<EditableBox>> boxesProperty() {
        return boxes;
    }

    /** Which of them is selected. */
    public ObjectProperty<Optional<String>> selectedProperty() {
        return selected;
    }

    /** What the drag of the moment would make. */
    public ReadOnlyObjectProperty<Optional<Box>> draftProperty() {
        return draft.getReadOnlyProperty();
    }
}

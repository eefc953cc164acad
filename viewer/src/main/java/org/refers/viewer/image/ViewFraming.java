package org.refers.viewer.image;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import org.refers.model.finding.Box;
import org.refers.model.study.Radiograph;

/** Zoom, position and turn of a view. A radiograph that fits stays fitted when the view's size changes. */
final class ViewFraming {

    private final RadiographView view;
    private final ReadOnlyObjectWrapper<Viewport> viewport = new ReadOnlyObjectWrapper<>(new Viewport(1, 0, 0));
    private final ReadOnlyObjectWrapper<Turn> turn = new ReadOnlyObjectWrapper<>(Turn.NONE);
    private boolean fitted = true;

    ViewFraming(RadiographView view) {
        this.view = view;
    }

    private Viewport whole(Radiograph shown) {
        Placement placement = view.placement();
        return Viewport.fit(shown.columns(), shown.rows(), placement.uprightWidth(), placement.uprightHeight());
    }

    /** The whole radiograph. */
    void fit() {
        fitted = true;
        view.radiographProperty().get().ifPresent(shown -> set(whole(shown)));
    }

    /** Follows the view's size, within its layout. */
    void refit() {
        if (fitted) {
            view.radiographProperty().get().ifPresent(shown -> viewport.set(whole(shown)));
        }
    }

    /** A pixel of the radiograph on a pixel of the screen. */
    void actualSize() {
        fitted = false;
        Placement placement = view.placement();
        view.radiographProperty().get().ifPresent(shown -> set(Viewport.centred(1 / view.devicePixels(),
                shown.columns(), shown.rows(), placement.uprightWidth(), placement.uprightHeight())));
    }

    /** Turns about the middle of the view: what was there stays there. */
    void turnTo(Turn turned) {
        Point2D middle = view.placement().toImage(view.getWidth() / 2, view.getHeight() / 2);
        turn.set(turned);
        if (!fitted) {
            Placement placement = view.placement();
            set(Viewport.about(viewport.get().scale(), middle.getX(), middle.getY(), placement.uprightWidth(),
                    placement.uprightHeight()));
        }
        view.requestLayout();
    }

    /** Zooms about a position of the view. */
    void zoom(double factor, double x, double y) {
        Point2D at = turn.get().toUpright(x, y, view.getWidth(), view.getHeight());
        frame(viewport.get().zoomed(factor, at.getX(), at.getY()));
    }

    /** Moves the picture by pixels of the view. */
    void pan(double right, double down) {
        Point2D by = turn.get().movement(right, down);
        frame(viewport.get().moved(by.getX(), by.getY()));
    }

    /** Puts a part of the radiograph into the middle unless all of it is seen. */
    void reveal(Box part) {
        Bounds there = view.placement().toScreen(part);
        Bounds seen = new BoundingBox(0, 0, view.getWidth(), view.getHeight());
        if (view.radiographProperty().get().isPresent() && !fitted && !seen.contains(there)) {
            pan(view.getWidth() / 2 - there.getCenterX(), view.getHeight() / 2 - there.getCenterY());
        }
    }

    private void frame(Viewport changed) {
        fitted = false;
        set(changed);
        view.radiographProperty().get().ifPresent(shown -> {
            Placement placement = view.placement();
            double across = changed.imageX(placement.uprightWidth() / 2) / shown.columns();
            double down = changed.imageY(placement.uprightHeight() / 2) / shown.rows();
            view.tell(new Gesture.Framed(changed.scale() / whole(shown).scale(), across, down));
        });
    }

    /** Shows the part of the radiograph that another view shows of its own. */
    void follow(Gesture.Framed framed) {
        view.radiographProperty().get().ifPresent(shown -> {
            fitted = false;
            Placement placement = view.placement();
            set(Viewport.about(whole(shown).scale() * framed.zoom(), framed.across() * shown.columns(),
                    framed.down() * shown.rows(), placement.uprightWidth(), placement.uprightHeight()));
        });
    }

    private void set(Viewport changed) {
        viewport.set(changed);
        view.requestLayout();
    }

    Viewport viewport() {
        return viewport.get();
    }

    ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    Turn turn() {
        return turn.get();
    }

    /** Another turn, whose frame is still to be fitted. */
    void turn(Turn wanted) {
        turn.set(wanted);
    }

    ReadOnlyObjectProperty<Turn> turnProperty() {
        return turn.getReadOnlyProperty();
    }
}

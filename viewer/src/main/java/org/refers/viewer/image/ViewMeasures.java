package org.refers.viewer.image;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import org.refers.viewer.measure.Measurement;
import org.refers.viewer.measure.Measurement.Kind;
import org.refers.viewer.measure.Measuring;

/** Measuring by screen positions: the view's side of {@link Measuring}. */
final class ViewMeasures {

    /** An end this many screen pixels away is taken hold of; a line shorter than half of it was a slip. */
    private static final double REACH = 9;

    private final RadiographView view;
    private final Measuring measuring;
    private Consumer<List<Measurement>> listener = finished -> {
    };
    private List<Measurement> told = List.of();

    ViewMeasures(RadiographView view, Measuring measuring) {
        this.view = view;
        this.measuring = measuring;
    }

    private double imagePixels(double screenPixels) {
        return screenPixels / view.viewportProperty().get().scale();
    }

    /** Takes hold of a line's end near a position of the view; false if there is none. */
    boolean grab(double x, double y) {
        return measuring.grab(view.placement().toImage(x, y), imagePixels(REACH));
    }

    void begin(Kind kind, double x, double y) {
        if (view.radiographProperty().get().isPresent()) {
            measuring.begin(kind, inside(view.placement().toImage(x, y)));
        }
    }

    /** Moves the held end; a level line stays as high as its other end. */
    void drag(double x, double y, boolean level) {
        Point2D to = inside(view.placement().toImage(x, y));
        Point2D kept = level ? measuring.anchor().map(other -> new Point2D(to.getX(), other.getY())).orElse(to) : to;
        measuring.drag(kept);
    }

    /** Outside the picture there is nothing to measure. */
    private Point2D inside(Point2D at) {
        return view.radiographProperty().get().map(shown -> new Point2D(Math.clamp(at.getX(), 0, shown.columns()),
                Math.clamp(at.getY(), 0, shown.rows()))).orElse(at);
    }

    void release() {
        measuring.release(imagePixels(REACH / 2));
        tell();
    }

    /** Says who is told of the finished measurements when the user has changed them; a drag counts when it ends. */
    void onChange(Consumer<List<Measurement>> changed) {
        listener = changed;
    }

    private void tell() {
        List<Measurement> now = finished();
        if (!now.equals(told)) {
            told = now;
            listener.accept(now);
        }
    }

    boolean cancel() {
        return measuring.cancel();
    }

    void removeLast() {
        measuring.removeLast();
        tell();
    }

    /** The finished measurements. */
    List<Measurement> finished() {
        return measuring.measurements().stream().filter(Measurement::isComplete).toList();
    }

    /** Shows finished measurements; one that is being drawn stays. */
    void show(List<Measurement> measurements) {
        told = List.copyOf(measurements);
        measuring.showFinished(measurements);
    }
}

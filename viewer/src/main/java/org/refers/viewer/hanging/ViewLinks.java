package org.refers.viewer.hanging;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.viewer.image.Gesture;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.ViewCommand;

/**
 * Carries what is done in one view to the others. Zoom and position go to views of the same kind alone: the hilum of a frontal
 * view is nowhere on a lateral one. Grey values go to all.
 */
final class ViewLinks {

    private final List<RadiographView> views;
    private final BooleanProperty zoom = new SimpleBooleanProperty(true);
    private final BooleanProperty window = new SimpleBooleanProperty(false);

    ViewLinks(List<RadiographView> views) {
        this.views = views;
        views.forEach(view -> view.onGesture(gesture -> carry(view, gesture)));
    }

    private void carry(RadiographView from, Gesture gesture) {
        for (RadiographView other : views) {
            if (other != from && other.isVisible() && other.radiographProperty().get().isPresent()) {
                carry(from, other, gesture);
            }
        }
    }

    private void carry(RadiographView from, RadiographView other, Gesture gesture) {
        if (gesture.isWindow()) {
            if (window.get()) {
                other.follow(gesture);
            }
        } else if (zoom.get() && sameKind(from, other)) {
            boolean resets = gesture.equals(new Gesture.Did(ViewCommand.RESET));
            other.follow(resets && !window.get() ? new Gesture.Did(ViewCommand.FIT) : gesture);
        }
    }

    private static boolean sameKind(RadiographView one, RadiographView other) {
        return kind(one) == kind(other);
    }

    private static ViewPosition kind(RadiographView view) {
        ViewPosition position = view.radiographProperty().get().map(Radiograph::view).orElse(ViewPosition.UNKNOWN);
        return position == ViewPosition.AP ? ViewPosition.PA : position;
    }

    BooleanProperty zoomProperty() {
        return zoom;
    }

    BooleanProperty windowProperty() {
        return window;
    }
}

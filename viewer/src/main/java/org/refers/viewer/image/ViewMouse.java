package org.refers.viewer.image;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.MouseProfile.Part;
import org.refers.viewer.measure.Measurement.Kind;

/** Turns mouse and wheel events into actions of the view. */
final class ViewMouse {

    /** Ctrl goes this much faster, Shift this much finer. */
    private static final double COARSE = 4;

    /** A drag upwards over this many pixels doubles the size. */
    private static final double PIXELS_PER_DOUBLING = 120;

    /** A handle this many screen pixels away is taken hold of. */
    private static final double REACH = 9;

    private final RadiographView view;
    private ViewHost host;
    private Optional<Tool> tool = Optional.empty();
    private double lastX;
    private double lastY;
    private double pressedX;
    private double pressedY;

    ViewMouse(RadiographView view) {
        this.view = view;
        this.host = ViewHost.alone(view);
    }

    void install() {
        view.setOnMousePressed(this::press);
        view.setOnMouseDragged(this::drag);
        view.setOnMouseReleased(this::release);
        view.setOnMouseMoved(event -> view.pointAt(Optional.of(new Point2D(event.getX(), event.getY()))));
        view.setOnMouseExited(event -> view.pointAt(Optional.empty()));
        view.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.SECONDARY && event.isStillSincePress()) {
                host.menu(event);
            }
        });
        view.setOnScroll(this::scroll);
    }

    void tell(ViewHost asked) {
        host = asked;
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        lastX = event.getX();
        lastY = event.getY();
        pressedX = lastX;
        pressedY = lastY;
        if (tool.isPresent()) {
            return;
        }
        Tool chosen = tool(event.getButton());
        tool = Optional.of(chosen);
        boolean left = event.getButton() == MouseButton.PRIMARY;
        if (left && event.getClickCount() == 2 && kind(chosen).isEmpty() && chosen != Tool.BOX) {
            host.doubleClicked();
        } else if (left && view.measures().grab(lastX, lastY)) {
            tool = Optional.of(Tool.DISTANCE);
        } else {
            kind(chosen).ifPresent(kind -> view.measures().begin(kind, lastX, lastY));
        }
        if (chosen == Tool.REGION) {
            view.drawRegion(pressedX, pressedY, lastX, lastY);
        }
        if (tool.filter(now -> now == Tool.BOX).isPresent()) {
            view.pointerTool().ifPresent(boxes -> boxes.press(view.placement().toImage(lastX, lastY),
                    REACH / view.viewportProperty().get().scale()));
        }
    }

    private Tool tool(MouseButton button) {
        MouseProfile profile = view.mouseProfileProperty().get();
        return switch (button) {
            case SECONDARY -> profile.right();
            case MIDDLE -> profile.middle();
            default -> view.toolProperty().get();
        };
    }

    private static Optional<Kind> kind(Tool tool) {
        return switch (tool) {
            case DISTANCE -> Optional.of(Kind.DISTANCE);
            case RATIO -> Optional.of(Kind.RATIO);
            default -> Optional.empty();
        };
    }

    private void drag(MouseEvent event) {
        double right = event.getX() - lastX;
        double down = event.getY() - lastY;
        lastX = event.getX();
        lastY = event.getY();
        switch (tool.orElse(Tool.NONE)) {
            case WINDOW -> {
                double pace = pace(event);
                view.dragWindow(right * pace, down * pace);
            }
            case ZOOM -> view.zoom(Math.pow(2, -down / PIXELS_PER_DOUBLING), pressedX, pressedY);
            case PAN -> view.pan(right, down);
            case DISTANCE, RATIO -> view.measures().drag(lastX, lastY, event.isShiftDown());
            case REGION -> view.drawRegion(pressedX, pressedY, lastX, lastY);
            case BOX -> view.pointerTool()
                    .ifPresent(boxes -> boxes.drag(view.placement().toImage(lastX, lastY)));
            case MAGNIFIER, NONE -> {
                // The glass follows the pointer anyway.
            }
        }
        view.pointAt(Optional.of(new Point2D(lastX, lastY)));
    }

    private void release(MouseEvent event) {
        switch (tool.orElse(Tool.NONE)) {
            case DISTANCE, RATIO -> view.measures().release();
            case REGION -> view.takeRegion(pressedX, pressedY, event.getX(), event.getY());
            case BOX -> view.pointerTool().ifPresent(PointerTool::release);
            default -> {
                // Nothing is left to be done.
            }
        }
        tool = Optional.empty();
    }

    private static double pace(MouseEvent event) {
        if (event.isShortcutDown()) {
            return event.isShiftDown() ? COARSE * COARSE : COARSE;
        }
        return event.isShiftDown() ? 1 / COARSE : 1;
    }

    private void scroll(ScrollEvent event) {
        // Shift makes a wheel scroll sideways.
        double notches = (event.getDeltaY() + event.getDeltaX()) / Math.max(event.getMultiplierY(), 1);
        if (notches == 0) {
            return;
        }
        Action action = view.mouseProfileProperty().get().does(event.isShortcutDown() ? Part.CTRL_WHEEL : Part.WHEEL);
        if (action == Action.ZOOM) {
            view.zoom(Math.pow(RadiographView.ZOOM_STEP, notches), event.getX(), event.getY());
        } else if (action == Action.VIEWS) {
            host.stepView(notches > 0 ? -1 : 1);
        }
        event.consume();
    }
}

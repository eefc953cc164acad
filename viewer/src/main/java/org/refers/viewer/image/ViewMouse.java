package org.refers.viewer.image;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.refers.viewer.image.MouseProfile.Tool;

/** Turns mouse and wheel events into actions of the view. */
final class ViewMouse {

    /** Ctrl goes this much faster, Shift this much finer. */
    private static final double COARSE = 4;

    /** A drag upwards over this many pixels doubles the size. */
    private static final double PIXELS_PER_DOUBLING = 120;

    private final RadiographView view;
    private double lastX;
    private double lastY;
    private double pressedX;
    private double pressedY;

    ViewMouse(RadiographView view) {
        this.view = view;
    }

    void install() {
        view.setOnMousePressed(this::press);
        view.setOnMouseDragged(this::drag);
        view.setOnMouseMoved(event -> view.probeAt(event.getX(), event.getY()));
        view.setOnMouseExited(event -> view.probeAt(-1e9, -1e9));
        view.setOnScroll(this::scroll);
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        lastX = event.getX();
        lastY = event.getY();
        pressedX = lastX;
        pressedY = lastY;
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            view.perform(ViewCommand.FIT);
        }
    }

    private void drag(MouseEvent event) {
        double right = event.getX() - lastX;
        double down = event.getY() - lastY;
        lastX = event.getX();
        lastY = event.getY();
        switch (tool(event)) {
            case WINDOW -> {
                double pace = pace(event);
                view.dragWindow(right * pace, down * pace);
            }
            case ZOOM -> view.zoom(Math.pow(2, -down / PIXELS_PER_DOUBLING), pressedX, pressedY);
            case PAN -> view.pan(right, down);
        }
        view.probeAt(event.getX(), event.getY());
    }

    private Tool tool(MouseEvent event) {
        MouseProfile profile = view.mouseProfileProperty().get();
        if (event.isMiddleButtonDown()) {
            return profile.middle();
        }
        return event.isSecondaryButtonDown() ? profile.right() : profile.left();
    }

    private static double pace(MouseEvent event) {
        if (event.isShortcutDown()) {
            return COARSE;
        }
        return event.isShiftDown() ? 1 / COARSE : 1;
    }

    private void scroll(ScrollEvent event) {
        double notches = event.getDeltaY() / Math.max(event.getMultiplierY(), 1);
        if (notches != 0) {
            view.zoom(Math.pow(RadiographView.ZOOM_STEP, notches), event.getX(), event.getY());
            event.consume();
        }
    }
}

package org.refers.viewer.image;

import javafx.beans.property.ObjectProperty;

/** Does what keys and menus ask of a view. */
final class ViewCommands {

    /** A key press moves the picture or the window as far as a drag over this many pixels. */
    private static final double KEY_STEP = 40;

    private final RadiographView view;
    private final Parts parts;

    /** What commands act on. */
    record Parts(ViewFraming framing, ViewGreys greys, GraphicsLayer graphics) {
    }

    ViewCommands(RadiographView view, Parts parts) {
        this.view = view;
        this.parts = parts;
    }

    void perform(ViewCommand command) {
        ViewFraming framing = parts.framing();
        switch (command) {
            case ZOOM_IN -> framing.zoom(RadiographView.ZOOM_STEP, view.getWidth() / 2, view.getHeight() / 2);
            case ZOOM_OUT -> framing.zoom(1 / RadiographView.ZOOM_STEP, view.getWidth() / 2, view.getHeight() / 2);
            case PAN_LEFT -> framing.pan(KEY_STEP, 0);
            case PAN_RIGHT -> framing.pan(-KEY_STEP, 0);
            case PAN_UP -> framing.pan(0, KEY_STEP);
            case PAN_DOWN -> framing.pan(0, -KEY_STEP);
            case WIDER -> view.dragWindow(KEY_STEP, 0);
            case NARROWER -> view.dragWindow(-KEY_STEP, 0);
            case BRIGHTER -> view.dragWindow(0, -KEY_STEP);
            case DARKER -> view.dragWindow(0, KEY_STEP);
            case ROTATE_RIGHT -> framing.turnTo(framing.turn().rotated(1));
            case ROTATE_LEFT -> framing.turnTo(framing.turn().rotated(-1));
            case FLIP_ACROSS -> framing.turnTo(framing.turn().flippedAcross());
            case FLIP_DOWN -> framing.turnTo(framing.turn().flippedDown());
            case TOOL_WINDOW -> tool().set(Tool.WINDOW);
            case TOOL_ZOOM -> tool().set(Tool.ZOOM);
            case TOOL_PAN -> tool().set(Tool.PAN);
            case TOOL_REGION -> toggle(Tool.REGION);
            case TOOL_MAGNIFIER -> toggle(Tool.MAGNIFIER);
            case TOOL_DISTANCE -> toggle(Tool.DISTANCE);
            case TOOL_RATIO -> toggle(Tool.RATIO);
            case TOOL_BOX -> toggle(Tool.BOX);
            case DELETE_LAST -> {
                if (tool().get() != Tool.BOX || view.pointerTool().filter(PointerTool::delete).isEmpty()) {
                    view.measures().removeLast();
                }
            }
            case WORDS -> view.wordsShownProperty().set(!view.wordsShownProperty().get());
            case CANCEL -> cancel();
            case FIT, ACTUAL_SIZE, RESET, WINDOW_1, WINDOW_2, WINDOW_3, WINDOW_AUTO, OWN_WINDOW_1, OWN_WINDOW_2,
                    OWN_WINDOW_3, OWN_WINDOW_4, OWN_WINDOW_5, OWN_WINDOW_6, NEXT_WINDOW, INVERT, GRAPHICS -> {
                apply(command);
                view.tell(new Gesture.Did(command));
            }
        }
    }

    /** What linked views do as well. */
    void apply(ViewCommand command) {
        ViewGreys greys = parts.greys();
        switch (command) {
            case FIT -> parts.framing().fit();
            case ACTUAL_SIZE -> parts.framing().actualSize();
            case RESET -> view.reset();
            case WINDOW_1 -> greys.choose(0);
            case WINDOW_2 -> greys.choose(1);
            case WINDOW_3 -> greys.choose(2);
            case WINDOW_AUTO -> greys.fromHistogram();
            case OWN_WINDOW_1, OWN_WINDOW_2, OWN_WINDOW_3, OWN_WINDOW_4, OWN_WINDOW_5, OWN_WINDOW_6 ->
                greys.chooseOwn(command.ordinal() - ViewCommand.OWN_WINDOW_1.ordinal());
            case NEXT_WINDOW -> greys.next();
            case INVERT -> greys.invert();
            case GRAPHICS -> parts.graphics().shownProperty().set(!parts.graphics().shownProperty().get());
            default -> throw new IllegalArgumentException("no linked view does " + command);
        }
    }

    private ObjectProperty<Tool> tool() {
        return view.toolProperty();
    }

    private void toggle(Tool wanted) {
        tool().set(tool().get() == wanted ? view.mouseProfileProperty().get().left() : wanted);
    }

    /** Gives up what is being drawn, and the tool with it. */
    void putDown() {
        view.measures().cancel();
        view.pointerTool().ifPresent(PointerTool::cancel);
        tool().set(view.mouseProfileProperty().get().left());
    }

    private void cancel() {
        if (view.measures().cancel() || view.pointerTool().filter(PointerTool::cancel).isPresent()) {
            return;
        }
        if (tool().get() == view.mouseProfileProperty().get().left()) {
            perform(ViewCommand.RESET);
        } else {
            tool().set(view.mouseProfileProperty().get().left());
        }
    }
}

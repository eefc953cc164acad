package org.refers.viewer.image;

/** What a user did to one view, in terms that mean the same on another radiograph of another size and brightness. */
public sealed interface Gesture {

    /**
     * Zoom and position.
     *
     * @param zoom over that at which the whole radiograph fits
     * @param across where the view's middle lies, as a share of the radiograph's width
     * @param down the same of its height
     */
    record Framed(double zoom, double across, double down) implements Gesture {
    }

    /** A drag of window and level by screen pixels, which scale with each radiograph's own range. */
    record WindowDragged(double right, double down) implements Gesture {
    }

    /** One of the curves and windows to choose from, from 0; a radiograph that has fewer stays as it is. */
    record WindowChosen(int number) implements Gesture {
    }

    /** A command. */
    record Did(ViewCommand command) implements Gesture {
    }

    /** Whether it concerns grey values alone. */
    default boolean isWindow() {
        return this instanceof WindowDragged || this instanceof WindowChosen
                || this instanceof Did(ViewCommand command) && command.group() == ViewCommand.Group.WINDOW;
    }
}

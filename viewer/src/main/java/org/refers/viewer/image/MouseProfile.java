package org.refers.viewer.image;

/**
 * What dragging with each mouse button does. Reading rooms differ, and hands remember.
 *
 * @param left tool of the left button
 * @param right tool of the right button
 * @param middle tool of the middle button
 */
public record MouseProfile(Tool left, Tool right, Tool middle) {

    /** What a drag does. */
    public enum Tool {
        WINDOW, ZOOM, PAN
    }

    /** As clinical viewers have it: window on the left, zoom on the right, pan in the middle. */
    public static final MouseProfile READING = new MouseProfile(Tool.WINDOW, Tool.ZOOM, Tool.PAN);

    /** As image-analysis programs have it: the left button moves the picture, the right one sets the window. */
    public static final MouseProfile ANALYSIS = new MouseProfile(Tool.PAN, Tool.WINDOW, Tool.ZOOM);
}

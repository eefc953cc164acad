package org.refers.viewer.image;

import javafx.geometry.Point2D;

/** What the left button does while {@link Tool#BOX} is chosen. All positions are the radiograph's. */
public interface PointerTool {

    /**
     * The button went down.
     *
     * @param at where, which may lie outside of the radiograph
     * @param reach how near counts as on it, in the radiograph's pixels at the zoom of the moment
     */
    void press(Point2D at, double reach);

    /** The pointer moved with the button down. */
    void drag(Point2D to);

    /** The button went up. */
    void release();

    /** Gives up what is being drawn; false if nothing is. */
    boolean cancel();

    /** Takes away what is selected; false if nothing is. */
    boolean delete();
}

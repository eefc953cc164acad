package org.refers.viewer.image;

import org.refers.model.study.WindowLevel;

/**
 * How grey values are shown.
 *
 * @param window display window
 * @param inverted whether the user turned black and white round, on top of what the file says
 */
public record Display(WindowLevel window, boolean inverted) {

    /** The same window, black and white turned round. */
    public Display turned() {
        return new Display(window, !inverted);
    }

    /** Another window, the same sense. */
    public Display with(WindowLevel other) {
        return new Display(other, inverted);
    }
}

package org.refers.app.prefs;

import java.util.Optional;

/**
 * A display window of the user's own, as shares of a radiograph's grey values. An earlier version of this program leaves them out.
 *
 * @param name what the user calls it
 * @param middle where its middle lies, 0 at the dark end of the values and 1 at the bright one
 * @param width its extent over that of the values
 * @param shape {@code linear_exact} or {@code sigmoid}
 */
public record KeptWindow(String name, double middle, double width, String shape) {

    /** Fills in what a hand-edited file may lack. */
    public KeptWindow {
        name = Optional.ofNullable(name).orElse("").strip();
        shape = Optional.ofNullable(shape).filter("sigmoid"::equals).orElse("linear_exact");
    }

    /** Whether it is a window: a file may have been edited by hand. */
    boolean isWhole() {
        return !name.isEmpty() && Double.isFinite(middle) && Double.isFinite(width) && width > 0;
    }
}

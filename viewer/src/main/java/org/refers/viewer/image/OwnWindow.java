package org.refers.viewer.image;

import org.refers.model.study.WindowLevel;
import org.refers.model.study.WindowLevel.Function;

/**
 * A display window of the user's own, kept so that it fits radiographs of any device: the same number means bone on one detector and
 * air on the next. It is kept as shares of the range of grey values that the radiograph's histogram window spans, from the end that is
 * shown dark to the end that is shown bright.
 *
 * @param name what the user calls it
 * @param middle where its middle lies, 0 at the dark end of the range and 1 at the bright one; may lie beyond either
 * @param width its extent over that of the range, above 0
 * @param function how values inside it are mapped: LINEAR_EXACT or SIGMOID
 */
public record OwnWindow(String name, double middle, double width, Function function) {

    /** As many as there are keys for them: 4 to 9. */
    public static final int MOST = 6;

    /**
     * Creates a window.
     *
     * @throws IllegalArgumentException if it has no name, a number is not finite, the width is not above 0 or the function is LINEAR, which
     * depends on a unit that shares do not have
     */
    public OwnWindow {
        name = name.strip();
        if (name.isEmpty() || !Double.isFinite(middle) || !Double.isFinite(width) || !(width > 0)
                || function == Function.LINEAR) {
            throw new IllegalArgumentException("no window of one's own: " + middle + ", " + width + ", " + function);
        }
    }

    /** The window that is shown over a radiograph of a range, under a name. */
    public static OwnWindow of(String name, WindowLevel shown, GreyRange range) {
        WindowLevel span = range.span();
        Function function = shown.function() == Function.SIGMOID ? Function.SIGMOID : Function.LINEAR_EXACT;
        double share = (shown.center() - span.center()) / span.width();
        return new OwnWindow(name, 0.5 + (range.inverted() ? -share : share), shown.width() / span.width(), function);
    }

    /** The window over a radiograph's own values. */
    public WindowLevel over(GreyRange range) {
        WindowLevel span = range.span();
        double share = range.inverted() ? 0.5 - middle : middle - 0.5;
        return new WindowLevel(span.center() + share * span.width(), width * span.width(), function, name);
    }

    /** The same under another name. */
    public OwnWindow named(String other) {
        return new OwnWindow(other, middle, width, function);
    }
}

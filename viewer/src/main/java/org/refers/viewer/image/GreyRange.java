package org.refers.viewer.image;

import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;

/**
 * The grey values of a radiograph that a window is a share of.
 *
 * @param span the window of its histogram
 * @param inverted whether its low values are shown bright
 */
public record GreyRange(WindowLevel span, boolean inverted) {

    /** Counts the radiograph's pixels, which takes some milliseconds. */
    public static GreyRange of(Radiograph radiograph) {
        return new GreyRange(Windows.fromHistogram(radiograph), radiograph.inverted());
    }
}

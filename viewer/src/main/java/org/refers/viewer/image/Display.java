package org.refers.viewer.image;

import java.util.Optional;
import org.refers.model.study.VoiLut;
import org.refers.model.study.WindowLevel;

/**
 * How grey values are shown.
 *
 * @param window display window; where a curve is shown, the window over the same values, with which a drag begins
 * @param curve the file's display curve by table, where that is shown and not the window
 * @param inverted whether the user turned black and white round, on top of what the file says
 */
public record Display(WindowLevel window, Optional<VoiLut> curve, boolean inverted) {

    /** A window. */
    public Display(WindowLevel window, boolean inverted) {
        this(window, Optional.empty(), inverted);
    }

    /** A display curve in its own sense. */
    static Display of(VoiLut curve) {
        return new Display(curve.extent(), Optional.of(curve), false);
    }

    /** The same values, black and white turned round. */
    public Display turned() {
        return new Display(window, curve, !inverted);
    }

    /** A window, the same sense. */
    public Display with(WindowLevel other) {
        return new Display(other, inverted);
    }

    /** Another window or curve, the same sense. */
    Display with(Display other) {
        return new Display(other.window, other.curve, inverted);
    }

    /** Whether both show the same window or curve, whatever their sense. */
    public boolean showsAs(Display other) {
        return window.equals(other.window) && curve.equals(other.curve);
    }

    /** The file's name for what is shown; empty where it gives none. */
    public String explanation() {
        return curve.map(VoiLut::explanation).orElse(window.explanation());
    }

    /** Displayed grey of a value after the modality transform, 0 (black) to 1 (white), before any inversion. */
    double toGrey(double value) {
        return curve.isPresent() ? curve.get().toGrey(value) : window.toGrey(value);
    }
}

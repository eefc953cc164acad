package org.refers.viewer.hanging;

import java.util.Optional;
import org.refers.model.study.Radiograph;

/**
 * What a pane shows.
 *
 * @param id key of the radiograph, under which its measurements are kept; empty if there is none
 * @param title which study, and what it is to the one that is read
 * @param radiograph the pixels, once they are there
 * @param waiting whether they are being read
 * @param progress how far they are, if they take long
 * @param message what stands in their place if there are none
 */
public record PaneContent(String id, String title, Optional<Radiograph> radiograph, boolean waiting,
        Optional<Progress> progress, String message) {

    /**
     * How far decoding is.
     *
     * @param share done, 0 to 1
     * @param secondsLeft whole seconds, rounded up; empty while nobody can know
     */
    public record Progress(double share, Optional<Integer> secondsLeft) {
    }

    /** Nothing, and why. */
    public static PaneContent empty(String message) {
        return new PaneContent("", "", Optional.empty(), false, Optional.empty(), message);
    }

    /** The same radiograph with its pixels. */
    public PaneContent read(Radiograph pixels) {
        return new PaneContent(id, title, Optional.of(pixels), false, Optional.empty(), "");
    }

    /** The same radiograph, which is still being read. */
    public PaneContent at(Progress now) {
        return new PaneContent(id, title, Optional.empty(), true, Optional.of(now), "");
    }

    /** The same radiograph, which could not be read. */
    public PaneContent failed(String why) {
        return new PaneContent(id, title, Optional.empty(), false, Optional.empty(), why);
    }
}

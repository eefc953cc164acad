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
 * @param message what stands in their place if there are none
 */
public record PaneContent(String id, String title, Optional<Radiograph> radiograph, boolean waiting, String message) {

    /** Nothing, and why. */
    public static PaneContent empty(String message) {
        return new PaneContent("", "", Optional.empty(), false, message);
    }
}

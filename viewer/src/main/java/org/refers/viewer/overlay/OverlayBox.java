package org.refers.viewer.overlay;

import org.refers.model.finding.Box;

/**
 * A box as it is drawn.
 *
 * @param box where, in the radiograph's pixels
 * @param owner who drew it
 * @param number which of the owners of this kind, from 0; readers after the first get dashes
 * @param label words above the box
 */
public record OverlayBox(Box box, Owner owner, int number, String label) {

    /** Who drew a box. */
    public enum Owner {
        /** A radiologist: red. */
        READER,
        /** The model: green. */
        MODEL
    }
}

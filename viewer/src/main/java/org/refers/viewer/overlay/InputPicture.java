package org.refers.viewer.overlay;

import org.refers.model.finding.Box;

/**
 * What a network is given of a radiograph, as it is drawn.
 *
 * @param side rows and columns
 * @param grey grey levels, row after row; handed over, not copied
 * @param area what the picture covers, in the radiograph's pixels
 */
public record InputPicture(int side, byte[] grey, Box area) {

    /** Creates a picture; the number of grey levels must fit. */
    public InputPicture {
        if (side < 1 || (long) side * side != grey.length) {
            throw new IllegalArgumentException(side + " rows and columns, but " + grey.length + " grey levels");
        }
    }
}

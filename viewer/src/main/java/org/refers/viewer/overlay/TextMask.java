package org.refers.viewer.overlay;

/**
 * Words as ink, drawn where fonts are.
 *
 * @param width in pixels
 * @param height in pixels
 * @param ink coverage of each pixel, unsigned, 255 full, row after row; handed over, not copied
 */
public record TextMask(int width, int height, byte[] ink) {

    /** Creates a mask; the number of pixels must fit. */
    public TextMask {
        if ((long) width * height != ink.length) {
            throw new IllegalArgumentException(width + " x " + height + " pixels, but ink for " + ink.length);
        }
    }
}
